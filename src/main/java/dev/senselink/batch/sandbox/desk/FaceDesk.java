package dev.senselink.batch.sandbox.desk;

import dev.senselink.batch.sandbox.call.Answer;
import dev.senselink.batch.sandbox.call.Form;
import dev.senselink.batch.sandbox.call.Refusal;
import dev.senselink.batch.sandbox.call.Upload;
import dev.senselink.batch.sandbox.picture.Eye;
import dev.senselink.batch.sandbox.picture.Quality;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at photos for the caller: how many faces (6.6.1), how good (6.6.2). */
final class FaceDesk {
  private final Eye eye;

  FaceDesk(Eye eye) {
    this.eye = eye;
  }

  Answer count(Form form) {
    return Answer.okWith("face_number", look(eye, form.file("face_avatar")).faces());
  }

  Answer quality(Form form) {
    Quality quality = look(eye, form.file("face_avatar")).quality();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("qa_code", quality.code());
    data.put("qa_msg", quality.message());
    data.put("qa_desc", quality.desc());
    return Answer.ok(data);
  }

  /** Throws 30005 for what is no JPEG part with a picture, 30003 where nobody is on it. */
  static Eye.Seen look(Eye eye, @Nullable Upload photo) {
    if (photo == null) {
      throw Refusal.missing("photo");
    }
    if (!photo.contentType().equalsIgnoreCase("image/jpeg")) {
      throw new Refusal(Refusal.AVATAR_ILLEGAL, "the part is not image/jpeg");
    }
    Eye.Seen seen = eye.look(photo);
    if (seen.faces() == 0) {
      throw new Refusal(Refusal.NO_FACE, "rpc.no-face-detect");
    }
    return seen;
  }
}
