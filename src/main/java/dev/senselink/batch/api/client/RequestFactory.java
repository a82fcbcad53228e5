package dev.senselink.batch.api.client;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.RequestForm;
import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.transport.ServerTransport;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a call into a request: GET with everything in the query, POST with everything as parts of
 * multipart/form-data (NOTES 8, 11), the signature included.
 */
final class RequestFactory {
  private final Duration silence;
  private final Signer signer;

  RequestFactory(ServerSettings settings) {
    this.silence = settings.timeout();
    this.signer = new Signer(settings.appKey(), settings.appSecret());
  }

  ServerTransport.Request request(
      Call<?> call, String path, long epochMillis, @Nullable Duration whole) {
    Map<String, String> fields = signer.fields(epochMillis);
    RequestForm form = call.form();
    fields.putAll(form.texts());
    return new ServerTransport.Request(
        call.operation().method(),
        path,
        call.pathId(),
        fields,
        form.photoField(),
        form.photo(),
        whole,
        silence);
  }
}
