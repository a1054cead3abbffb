package org.dockermcp.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.exec.kill.CommandTerminator;
import org.dockermcp.exec.output.Spool;
import org.dockermcp.exec.run.CommandsFixture;
import org.dockermcp.sandbox.Reapers;
import org.dockermcp.settings.Settings;
import org.dockermcp.tool.CallCounts;
import org.dockermcp.tool.ErrorCode;
import org.junit.jupiter.api.Test;

/** That monitoring.md tells every metric, and none that there is not. */
class MonitoringDocTest {

  @Test
  void tellsEveryMetricWithItsMeaning() throws Exception {
    try (Engine engine = new Engine(Map.of());
        Spool spool = new Spool(1, 1)) {
      CallCounts calls = new CallCounts();
      CommandTerminator endings = CommandsFixture.terminator();
      Settings settings = Settings.load(Map.of());
      assertThat(settings.monitorPort()).isEqualTo(OptionalInt.empty());
      List<Reading> readings =
          Readings.of(
              new Watched(
                  settings, engine, Reapers.idle(), endings, spool, calls, () -> 0, () -> 0));
      Map<String, String> rows = new LinkedHashMap<>();
      rows.put(Metrics.CALLS, row(Metrics.CALLS, "", Metrics.CALLS_MEANING));
      rows.put(Metrics.REQUESTS, row(Metrics.REQUESTS, "", Metrics.REQUESTS_MEANING));
      for (Reading reading : readings) {
        rows.putIfAbsent(
            reading.scraped(), row(reading.scraped(), reading.bean(), reading.meaning()));
      }
      String table =
          "<!-- metrics -->\n| metric | MBean | what it tells |\n|---|---|---|\n"
              + String.join("", rows.values())
              + "\n";
      assertThat(Files.readString(Path.of("src/docs/monitoring.md"))).contains(table);

      calls.begin("run").end(ErrorCode.BUSY);
      String scrape = new Metrics(readings, calls, engine.use()).scrape();
      assertThat(scrape).contains("docker_mcp_calls_seconds_count{code=\"BUSY\",tool=\"run\"} 1");
      readings.forEach(reading -> assertThat(scrape).contains("\n" + reading.scraped()));
    }
  }

  private static String row(String metric, String bean, String meaning) {
    return "| `%s` | %s | %s |\n"
        .formatted(metric, bean.isEmpty() ? "" : "`" + bean + "`", meaning);
  }
}
