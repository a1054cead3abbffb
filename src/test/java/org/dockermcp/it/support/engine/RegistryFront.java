package org.dockermcp.it.support.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Stands in front of a registry on a port of its own: counts what is asked for, and misbehaves when
 * told to.
 */
public final class RegistryFront implements AutoCloseable {
  private static final List<String> PASSED_ON = List.of("Accept", "Authorization", "Range");
  private static final List<String> PASSED_BACK =
      List.of("Content-Type", "Content-Range", "Docker-Content-Digest", "Accept-Ranges");

  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Semaphore arrivals = new Semaphore(0);
  private final AtomicInteger trickling = new AtomicInteger();
  private final String registry;
  private final HttpServer server;
  private volatile Fault fault = Fault.NONE;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /** What goes wrong. */
  public enum Fault {
    /** Nothing. */
    NONE,
    /** Manifests are answered with 429 and words of Docker Hub's kind. */
    RATE_LIMIT,
    /** The connection of the next layer breaks halfway; nothing goes wrong from then on. */
    BROKEN_ONCE,
    /** Every layer ends halfway as if that were all. */
    CUT,
    /** Every layer comes a little at a time, for hours. */
    TRICKLE,
    /** Whatever is asked for is answered with 503 and a page. */
    DOWN
  }

  private RegistryFront(String registry, HttpServer server) {
    this.registry = registry;
    this.server = server;
  }

  /** Starts one in front of the registry at this address and port. */
  public static RegistryFront of(String registry) {
    try {
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(identity()));
      RegistryFront front = new RegistryFront(registry, server);
      server.setExecutor(front.workers);
      server.createContext("/", front::serve);
      server.start();
      return front;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A certificate of its own making, which engines do not look at on the loopback interface. */
  private static SSLContext identity()
      throws GeneralSecurityException, OperatorCreationException, IOException {
    KeyPair keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
    X500Name name = new X500Name("CN=127.0.0.1");
    Instant now = Instant.now();
    X509Certificate certificate =
        new JcaX509CertificateConverter()
            .getCertificate(
                new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(now.minus(1, ChronoUnit.DAYS)),
                        Date.from(now.plus(1, ChronoUnit.DAYS)),
                        name,
                        keys.getPublic())
                    .build(
                        new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("front", keys.getPrivate(), new char[0], new Certificate[] {certificate});
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** Address and port, as image names begin. */
  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** The name of an image of the registry behind, asked for here. */
  public String name(LocalRegistry.Pushed image) {
    return host() + image.name().substring(image.name().indexOf('/'));
  }

  /** What was asked for so far, such as {@code GET /v2/app/manifests/1}. */
  public List<String> requests() {
    return requests;
  }

  /** What goes wrong from now on. */
  public void fault(Fault next) {
    fault = next;
  }

  /** Keeps all answers back until {@link #letGo}. */
  public void hold() {
    gate = new CountDownLatch(1);
  }

  /** Gives the answers that were kept back. */
  public void letGo() {
    gate.countDown();
  }

  /** Waits for the next request, ten seconds at most. */
  public void awaitRequest() throws InterruptedException {
    assertThat(arrivals.tryAcquire(10, TimeUnit.SECONDS)).as("a request").isTrue();
  }

  /** How many layers are coming a little at a time, to somebody who takes them. */
  public int trickling() {
    return trickling.get();
  }

  /** Forgets what was asked for; nothing goes wrong from now on. */
  public void reset() {
    letGo();
    fault = Fault.NONE;
    requests.clear();
    arrivals.drainPermits();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(exchange.getRequestMethod() + " " + path);
    arrivals.release();
    try (exchange) {
      gate.await();
      if (fault == Fault.DOWN) {
        answer(exchange, 503, "text/html", "<html><h1>Service Unavailable</h1></html>");
      } else if (fault == Fault.RATE_LIMIT && path.contains("/manifests/")) {
        answer(
            exchange,
            429,
            "application/json",
            """
            {"errors": [{"code": "TOOMANYREQUESTS",
             "message": "You have reached your pull rate limit."}]}
            """);
      } else {
        pass(exchange, path.contains("/blobs/"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  private void pass(HttpExchange exchange, boolean blob) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        client.send(request(exchange), BodyHandlers.ofInputStream());
    PASSED_BACK.forEach(
        header ->
            response
                .headers()
                .firstValue(header)
                .ifPresent(value -> exchange.getResponseHeaders().set(header, value)));
    long length = response.headers().firstValueAsLong("Content-Length").orElse(0);
    boolean layer = blob && length > 4096 && response.statusCode() < 300;
    boolean head = exchange.getRequestMethod().equals("HEAD");
    try (InputStream body = response.body()) {
      if (head) {
        exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
        exchange.sendResponseHeaders(response.statusCode(), -1);
      } else if (layer && fault == Fault.CUT) {
        exchange.sendResponseHeaders(response.statusCode(), length / 2);
        exchange.getResponseBody().write(body.readNBytes((int) length / 2));
      } else if (layer && fault == Fault.BROKEN_ONCE) {
        fault = Fault.NONE;
        exchange.sendResponseHeaders(response.statusCode(), length);
        exchange.getResponseBody().write(body.readNBytes((int) length / 2));
      } else if (layer && fault == Fault.TRICKLE) {
        exchange.sendResponseHeaders(response.statusCode(), length);
        trickle(body, exchange.getResponseBody());
      } else {
        exchange.sendResponseHeaders(response.statusCode(), length == 0 ? -1 : length);
        body.transferTo(exchange.getResponseBody());
      }
    }
  }

  private void trickle(InputStream from, OutputStream to) throws IOException, InterruptedException {
    trickling.incrementAndGet();
    try {
      for (byte[] part = from.readNBytes(16); part.length > 0; part = from.readNBytes(16)) {
        to.write(part);
        to.flush();
        TimeUnit.MILLISECONDS.sleep(50);
      }
    } finally {
      trickling.decrementAndGet();
    }
  }

  private HttpRequest request(HttpExchange exchange) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://" + registry).resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.noBody());
    PASSED_ON.forEach(
        header ->
            exchange
                .getRequestHeaders()
                .getOrDefault(header, List.of())
                .forEach(value -> request.header(header, value)));
    return request.build();
  }

  @Override
  public void close() {
    letGo();
    server.stop(0);
    workers.shutdownNow();
  }
}
