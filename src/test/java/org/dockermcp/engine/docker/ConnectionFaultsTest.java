package org.dockermcp.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

class ConnectionFaultsTest {
  private static RuntimeException carried(IOException fault) {
    return new RuntimeException(fault);
  }

  @Test
  void whatWasNeverMadeIsToldFromWhatBroke() {
    assertThat(ConnectionFaults.isNeverMade(carried(new ConnectException("refused")))).isTrue();
    assertThat(ConnectionFaults.isNeverMade(carried(new IOException("No such file or directory"))))
        .isTrue();
    assertThat(ConnectionFaults.isNeverMade(carried(new SocketException("Broken pipe")))).isFalse();
    assertThat(ConnectionFaults.isNeverMade(new RuntimeException("Connection refused"))).isFalse();
  }

  @Test
  void whatIsOfTheConnectionIsToldFromTheRest() {
    assertThat(ConnectionFaults.isConnection(carried(new EOFException()))).isTrue();
    assertThat(ConnectionFaults.isConnection(new IllegalStateException("x"))).isFalse();
  }

  @Test
  void theWordsAreTheOperatingSystems() {
    assertThat(
            ConnectionFaults.reason(
                carried(new IOException("com.sun.jna.LastErrorException: [2] No such file"))))
        .isEqualTo("No such file");
    assertThat(
            ConnectionFaults.reason(
                carried(
                    new IOException("Connect to http://127.0.0.1:1 failed: Connection refused"))))
        .isEqualTo("Connection refused");
  }
}
