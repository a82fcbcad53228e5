package dev.senselink.batch.photo.folder;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Photos that no row led to, found by names that are nearly right: zeros lost, a counter behind the
 * name, blanks, the two parts of a name the other way round, one letter wrong. Only ever a
 * suggestion: nobody gets a photo by it. One that could be two files is none.
 */
public final class NearPhotoNames {
  private static final Pattern BRACKETS = Pattern.compile("[(\\[{][^)\\]}]*[)\\]}]");
  private static final Pattern NOT_SAID = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern WORDS =
      Pattern.compile("证件照|照片|头像|副本|(?<![a-z])(?:photo|picture|copy|portrait)(?![a-z])");
  private static final Pattern COUNTER = Pattern.compile("(?<=\\p{L})(?:[pqv]?[0-9]{1,2})$");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  /** In a shorter name one letter more or less is another name; digits always are. */
  private static final int SHORTEST = 5;

  private static final int SHORTEST_HAN = 4;
  private static final int LONGEST = 40;

  /** Stands for several files of one name. */
  private static final String SEVERAL = "";

  private final Map<String, String> byNumber = new HashMap<>();
  private final Map<String, String> byText = new HashMap<>();
  private final Map<String, String> byName = new HashMap<>();
  private final Map<String, String> bySlip = new HashMap<>();

  private NearPhotoNames() {}

  /**
   * Knows these files.
   *
   * @param paths below the photos folder
   */
  public static NearPhotoNames of(List<String> paths) {
    NearPhotoNames names = new NearPhotoNames();
    paths.forEach(names::add);
    return names;
  }

  private void add(String path) {
    String stem = stem(path);
    if (NUMBER.matcher(stem).matches()) {
      put(byNumber, withoutZeros(stem), path);
    }
    put(byText, plain(stem), path);
    put(byName, COUNTER.matcher(plain(stem)).replaceAll(""), path);
    put(byName, sorted(stem), path);
    slips(plain(stem)).forEach(slip -> put(bySlip, slip, path));
  }

  private static void put(Map<String, String> names, String name, String path) {
    if (!name.isEmpty()) {
      names.merge(name, path, (one, other) -> one.equals(other) ? one : SEVERAL);
    }
  }

  /**
   * A file that may be a row's.
   *
   * @param key what of the row its name is like
   * @param zeros whether it has zeros in front that the row has not
   */
  public record Near(String path, String key, boolean zeros) {}

  /** The file that may be this row's, null for none. A cell that names a file means no other. */
  public @Nullable Near of(PhotoFolder.PhotoKeys keys) {
    if (keys.cell().isBlank()) {
      Near near = same(keys);
      return near == null ? slipped(keys.name(), keys.name()) : near;
    }
    String stem = stem(keys.cell().replace('\\', '/'));
    Near near = same(new PhotoFolder.PhotoKeys("", stem, "", "", stem));
    return near == null
        ? slipped(stem, keys.cell())
        : new Near(near.path(), keys.cell(), near.zeros());
  }

  private @Nullable Near same(PhotoFolder.PhotoKeys keys) {
    for (String number : List.of(keys.jobNumber(), keys.mobile())) {
      String path = NUMBER.matcher(number).matches() ? byNumber.get(withoutZeros(number)) : null;
      if (path != null && !path.equals(SEVERAL)) {
        return new Near(path, number, stem(path).length() > number.length());
      }
    }
    for (String text : List.of(keys.jobNumber(), keys.mobile(), keys.name())) {
      String path = text.isEmpty() ? null : byText.get(plain(text));
      if (path != null && !path.equals(SEVERAL)) {
        return new Near(path, text, false);
      }
    }
    String name = keys.name();
    for (String text : List.of(plain(name), sorted(name))) {
      String path = text.isEmpty() ? null : byName.get(text);
      if (path != null && !path.equals(SEVERAL)) {
        return new Near(path, name, false);
      }
    }
    return null;
  }

  /** All that is left of both if one letter of each is left out is the same, and is one file. */
  private @Nullable Near slipped(String text, String key) {
    Set<String> paths = new HashSet<>();
    for (String slip : slips(plain(text))) {
      String path = bySlip.get(slip);
      if (path != null) {
        paths.add(path);
      }
    }
    String only = paths.size() == 1 ? paths.iterator().next() : SEVERAL;
    return only.equals(SEVERAL) ? null : new Near(only, key, false);
  }

  /** The text, and the same without each of its letters; none if it is too short for a slip. */
  private static Set<String> slips(String text) {
    boolean han = text.codePoints().anyMatch(Character::isIdeographic);
    if (text.length() < (han ? SHORTEST_HAN : SHORTEST) || text.length() > LONGEST) {
      return Set.of();
    }
    Set<String> slips = new HashSet<>(Set.of(text));
    for (int at = 0; at < text.length(); at++) {
      if (Character.isLetter(text.charAt(at))) {
        slips.add(text.substring(0, at) + text.substring(at + 1));
      }
    }
    return slips;
  }

  private static String stem(String path) {
    return PhotoNameRules.stem(PhotoNameRules.name(path));
  }

  private static String withoutZeros(String number) {
    return number.replaceFirst("^0+(?=.)", "");
  }

  private static String folded(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return WORDS.matcher(BRACKETS.matcher(plain).replaceAll(" ")).replaceAll(" ");
  }

  private static String plain(String text) {
    return NOT_SAID.matcher(folded(text)).replaceAll("");
  }

  /** Its words in the order of the alphabet: {@code Li_Ana} is {@code Ana Li}. */
  private static String sorted(String text) {
    return Arrays.stream(NOT_SAID.split(folded(text)))
        .filter(word -> !word.isEmpty() && !NUMBER.matcher(word).matches())
        .sorted()
        .collect(Collectors.joining(" "));
  }
}
