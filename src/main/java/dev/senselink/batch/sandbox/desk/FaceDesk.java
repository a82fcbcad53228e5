package dev.senselink.batch.sandbox.desk;

import dev.senselink.batch.sandbox.call.CallAnswer;
import dev.senselink.batch.sandbox.call.CallForm;
import dev.senselink.batch.sandbox.call.CallRefusedException;
import dev.senselink.batch.sandbox.call.UploadedFile;
import dev.senselink.batch.sandbox.picture.FaceAnalyzer;
import dev.senselink.batch.sandbox.picture.QualityVerdict;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at photos for the caller: how many faces (6.6.1), how good (6.6.2). */
final class FaceDesk {
  private final FaceAnalyzer eye;

  FaceDesk(FaceAnalyzer eye) {
    this.eye = eye;
  }

  CallAnswer count(CallForm form) {
    return CallAnswer.okWith("face_number", look(eye, form.file("face_avatar")).faces());
  }

  CallAnswer quality(CallForm form) {
    QualityVerdict quality = look(eye, form.file("face_avatar")).quality();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("qa_code", quality.code());
    data.put("qa_msg", quality.message());
    data.put("qa_desc", quality.desc());
    return CallAnswer.ok(data);
  }

  /** Throws 30005 for what is no JPEG part with a picture, 30003 where nobody is on it. */
  static FaceAnalyzer.Seen look(FaceAnalyzer eye, @Nullable UploadedFile photo) {
    if (photo == null) {
      throw CallRefusedException.missing("photo");
    }
    if (!photo.contentType().equalsIgnoreCase("image/jpeg")) {
      throw new CallRefusedException(
          CallRefusedException.AVATAR_ILLEGAL, "the part is not image/jpeg");
    }
    FaceAnalyzer.Seen seen = eye.look(photo);
    if (seen.faces() == 0) {
      throw new CallRefusedException(CallRefusedException.NO_FACE, "rpc.no-face-detect");
    }
    return seen;
  }
}
