package dev.senselink.batch.fleet.broker;

import dev.senselink.batch.fleet.run.SiteOrder;
import dev.senselink.batch.job.ListPart;
import dev.senselink.batch.photo.folder.PhotoPlaces;
import dev.senselink.batch.roster.RowLines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is to be done at a site, without what each machine has of its own: its data folder, its way
 * to the database, its copy of the list.
 *
 * @param words of the command
 * @param options as they are typed
 * @param list how the file is called in which the site's people are listed
 * @param address of the site's server
 * @param addresses under which the site has been worked
 * @param photos what the manager has seen of them; where that is none, no place is named either
 * @param part of which list the site's is a part; {@code null} where it is whole. It knows no
 *     command: whoever reads this may be anybody
 */
record RemoteOrder(
    List<String> words,
    List<String> options,
    String list,
    String address,
    Set<String> addresses,
    PhotoNames photos,
    @Nullable ListPart part) {
  static final Set<String> OWN =
      Set.of(
          "--data",
          "--report",
          "--config",
          "--database",
          "--database-user-file",
          "--database-password-file",
          "--database-key-file",
          "--database-ca-file",
          "--undo-store");

  private static final String PHOTOS = "--photos";

  RemoteOrder {
    words = List.copyOf(words);
    options = List.copyOf(options);
    addresses = Set.copyOf(addresses);
  }

  /** That of a site as it would be worked here. */
  static RemoteOrder of(
      SiteOrder order, String address, Collection<String> before, PhotoLook photos) {
    List<String> words = order.command().stream().filter(word -> !isOption(word)).toList();
    List<String> options = new ArrayList<>();
    order.command().stream()
        .filter(word -> isOption(word) && !OWN.contains(name(word)))
        .forEach(options::add);
    Path list = roster(order);
    String place = photos(options);
    PhotoNames seen = place.isEmpty() ? beside(list, options, photos) : photos.at(place, true);
    if (seen.count() == 0 && seen.there()) {
      options.removeIf(word -> name(word).equals(PHOTOS)); // else the place had to be everywhere
    }
    Set<String> addresses = new HashSet<>(before);
    addresses.add(address);
    return new RemoteOrder(
        words.subList(0, words.size() - 1),
        options,
        String.valueOf(list.getFileName()),
        address,
        addresses,
        seen,
        order.part());
  }

  /** The list of a site's people, here. */
  static Path roster(SiteOrder order) {
    List<String> words = order.command().stream().filter(word -> !isOption(word)).toList();
    return Path.of(words.get(words.size() - 1));
  }

  /** Where nobody says where they are, named: beside a copy of the list there are none. */
  private static PhotoNames beside(Path list, List<String> options, PhotoLook photos) {
    Path folder = list.toAbsolutePath().normalize().resolveSibling("");
    Optional<Path> beside = PhotoPlaces.in(folder).stream().findFirst();
    String place = beside.orElse(folder).toString();
    PhotoNames seen = photos.at(place, beside.isPresent());
    if (seen.count() == 0) {
      return seen;
    }
    options.add(PHOTOS + "=" + place);
    return photos.at(place, true);
  }

  private static boolean isOption(String word) {
    return word.startsWith("--");
  }

  private static String name(String word) {
    return word.replaceFirst("=.*", "");
  }

  private static String photos(List<String> options) {
    return options.stream()
        .filter(word -> name(word).equals(PHOTOS) && word.length() > PHOTOS.length())
        .map(word -> word.substring(PHOTOS.length() + 1))
        .findFirst()
        .orElse("");
  }

  /** Whether this machine sees the photos that the manager has seen. */
  boolean seesPhotos(PhotoLook here) {
    return here.at(photos(options), true).isSame(photos);
  }

  /** Its words joined by {@code -}. */
  String job() {
    return String.join("-", words);
  }

  /**
   * The command as it is carried out here.
   *
   * @param nothing a folder in which nothing is
   * @param more what this machine has of its own
   */
  List<String> command(Path roster, Path nothing, List<String> more) {
    List<String> own = new ArrayList<>(more);
    if (photos(options).isEmpty()) {
      own.add(PHOTOS + "=" + nothing);
    }
    return Stream.of(words, List.of(roster.toString()), options, own)
        .flatMap(List::stream)
        .toList();
  }

  String asText() {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("words", words);
    said.put("options", options);
    said.put("list", list);
    said.put("address", address);
    said.put("addresses", addresses);
    said.put("photos", photos.count());
    said.put("photoNames", photos.sha256());
    if (part != null) {
      said.put("lines", part.lines().text());
    }
    return JsonMapper.shared().writeValueAsString(said);
  }

  static RemoteOrder read(String text) {
    JsonNode said = JsonMapper.shared().readTree(text);
    OrderLimits.check(texts(said.path("words")), texts(said.path("options")));
    return new RemoteOrder(
        texts(said.path("words")),
        texts(said.path("options")),
        // A name and no path: what stands in a database need not be this program's.
        String.valueOf(Path.of(said.path("list").asString("")).getFileName()),
        said.path("address").asString(""),
        Set.copyOf(texts(said.path("addresses"))),
        new PhotoNames(said.path("photos").asInt(0), said.path("photoNames").asString(""), true),
        said.has("lines") ? new ListPart(new RowLines(said.path("lines").asString("")), "") : null);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.asString("")));
    return texts;
  }
}
