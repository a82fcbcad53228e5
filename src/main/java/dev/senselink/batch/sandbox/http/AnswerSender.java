package dev.senselink.batch.sandbox.http;

import dev.senselink.batch.sandbox.call.CallAnswer;
import dev.senselink.batch.sandbox.fault.ServerPause;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.core.JacksonException;

/** Sends one answer, in the right way or in one of the wrong ways. */
final class AnswerSender {
  private static final int DRIBBLE = 16;

  private final Response response;
  private final Callback callback;
  private final EndPoint connection;
  private final Runnable beforeLastByte;

  /**
   * @param beforeLastByte is run once, before the client can know that the call is over
   */
  AnswerSender(Request request, Response response, Callback callback, Runnable beforeLastByte) {
    this.response = response;
    this.callback = callback;
    this.connection = request.getConnectionMetaData().getConnection().getEndPoint();
    this.beforeLastByte = beforeLastByte;
  }

  void send(CallAnswer answer) {
    complete(
        () -> {
          if (answer.stream() == null) {
            begin(answer);
            beforeLastByte.run();
            write(true, answer.bytes(), 0, answer.bytes().length);
          } else {
            stream(answer.stream(), answer, 1);
            beforeLastByte.run();
            write(true, new byte[0], 0, 0);
          }
        });
  }

  void dribble(CallAnswer answer, Duration pause) {
    complete(
        () -> {
          begin(answer);
          byte[] bytes = answer.bytes();
          for (int at = 0; at < bytes.length; at += DRIBBLE) {
            int length = Math.min(DRIBBLE, bytes.length - at);
            boolean last = at + length == bytes.length;
            if (last) {
              beforeLastByte.run();
            }
            write(last, bytes, at, length);
            ServerPause.of(pause);
          }
        });
  }

  /** Half of the body, then the end of the connection. */
  void truncate(CallAnswer answer) {
    beforeLastByte.run();
    try {
      if (answer.stream() == null) {
        begin(answer);
        write(false, answer.bytes(), 0, answer.bytes().length / 2);
      } else {
        stream(answer.stream(), answer, 0.5);
      }
    } catch (IOException | UncheckedIOException e) {
      // The client has gone already, which is as good as cut.
    }
    close();
  }

  /** A TCP reset: with linger 0 the kernel drops the connection instead of closing it in order. */
  void reset() {
    beforeLastByte.run();
    try {
      SocketChannel channel = (SocketChannel) connection.getTransport();
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      // Closed already: the client sees a cut connection all the same.
    }
    close();
  }

  /** No answer; the connection stays open until the client closes it. */
  void hold(HeldConnections held) {
    beforeLastByte.run();
    held.add(connection, this::close);
  }

  private void close() {
    connection.close();
    // Of the kind that the server does not report as trouble of its own.
    callback.failed(new EofException("closed on purpose"));
  }

  private void begin(CallAnswer answer) {
    response.setStatus(answer.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
    if (answer.stream() == null) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.bytes().length);
    }
  }

  private void stream(CallAnswer.Stream stream, CallAnswer answer, double share)
      throws IOException {
    begin(answer);
    OutputStream out = new Pieces();
    stream.writeTo(out, share);
    out.flush();
  }

  private void write(boolean last, byte[] bytes, int from, int length) throws IOException {
    Content.Sink.write(response, last, ByteBuffer.wrap(bytes, from, length));
  }

  private interface Writing {
    void run() throws IOException;
  }

  private void complete(Writing writing) {
    try {
      writing.run();
      callback.succeeded();
    } catch (IOException | UncheckedIOException | JacksonException e) {
      callback.failed(e);
    }
  }

  /** Body bytes of unknown number; the last write is the caller's. */
  private final class Pieces extends OutputStream {
    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      AnswerSender.this.write(false, bytes, from, length);
    }
  }
}
