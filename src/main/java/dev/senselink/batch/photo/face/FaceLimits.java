package dev.senselink.batch.photo.face;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * From where on something about a photo is worth a hint.
 *
 * @param eyes pixels between the eyes in the photo as sent
 * @param yaw degrees to a side
 * @param roll degrees of leaning
 * @param cut percent of the face outside the picture
 * @param bright 0 to 255: the bright end of the picture, which 95 % of it do not reach
 * @param contrast 0 to 255: from the dark to the bright end of the picture
 * @param sharp the fine structure of the face against its coarse one
 */
public record FaceLimits(
    double eyes,
    double yaw,
    double roll,
    double cut,
    double bright,
    double contrast,
    double sharp) {

  /** Set on some 380 labelled pictures, three quarters of them of US politicians. */
  public static FaceLimits standard() {
    return new FaceLimits(40, 25, 15, 2, 80, 60, 6);
  }

  /** All by name, in their order. */
  public Map<String, Double> byName() {
    Map<String, Double> all = new LinkedHashMap<>();
    all.put("eyes", eyes);
    all.put("yaw", yaw);
    all.put("roll", roll);
    all.put("cut", cut);
    all.put("bright", bright);
    all.put("contrast", contrast);
    all.put("sharp", sharp);
    return all;
  }

  /**
   * The same with some of them changed.
   *
   * @throws IllegalArgumentException if there is no limit of a name, with that name
   */
  public FaceLimits with(Map<String, Double> some) {
    Map<String, Double> all = byName();
    some.forEach(
        (name, value) -> {
          if (all.replace(name, value) == null) {
            throw new IllegalArgumentException(name);
          }
        });
    return new FaceLimits(
        of(all, "eyes"),
        of(all, "yaw"),
        of(all, "roll"),
        of(all, "cut"),
        of(all, "bright"),
        of(all, "contrast"),
        of(all, "sharp"));
  }

  private static double of(Map<String, Double> all, String name) {
    return Objects.requireNonNull(all.get(name), name);
  }
}
