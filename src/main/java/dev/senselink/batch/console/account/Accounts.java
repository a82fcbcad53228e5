package dev.senselink.batch.console.account;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.disk.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The accounts of a console: a file of the data folder (0600) that the console reads with every
 * request, so a change counts at once, from whichever process it comes. Safe between threads, and
 * between processes.
 */
public final class Accounts {
  /** Whom a token of the terminal signs in: nobody else can be called so. */
  public static final String OWNER = "owner";

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{0,63}");
  private static final int STAMP_BYTES = 12;

  /** More than a name has that is written with marks beside its letters. */
  private static final int LONGEST = 128;

  /** Of all that change accounts in this process: a file closed once loses all its locks. */
  private static final Object ONE_AT_A_TIME = new Object();

  private final Path folder;
  private final Passwords passwords;
  private final SecureRandom chance = new SecureRandom();

  /**
   * @param data the data folder
   */
  public Accounts(Path data) {
    this(data, new Passwords());
  }

  Accounts(Path data, Passwords passwords) {
    this.folder = data.resolve("console");
    this.passwords = passwords;
  }

  private Path file() {
    return folder.resolve("accounts.json");
  }

  /**
   * All of them, in the order in which they were made.
   *
   * @throws AccountsUnreadableException if they cannot be read: then nobody is known
   */
  public List<Account> all() throws IOException {
    List<Account> all = new ArrayList<>();
    if (!Files.exists(file(), LinkOption.NOFOLLOW_LINKS)) {
      return all;
    }
    try {
      JsonNode kept = JsonMapper.shared().readTree(Files.readString(file()));
      if (!kept.isArray()) {
        throw new IllegalArgumentException("no accounts"); // nor is it that there are none
      }
      for (JsonNode one : kept) {
        all.add(
            new Account(
                one.path("name").asString(),
                Role.valueOf(one.path("role").asString().toUpperCase(Locale.ROOT)),
                one.path("password").asString(),
                one.path("stamp").asString()));
      }
      return all;
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      throw new AccountsUnreadableException(words("account.damaged", file()), e);
    }
  }

  /** Whether an account can be called so. */
  public static boolean isName(String name) {
    return name.length() <= LONGEST && NAME.matcher(composed(name)).matches();
  }

  /**
   * What is the same of all ways to write a name: capitals, letters of full width and those that
   * only look like another in capitals make no other.
   */
  public static String key(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  /** However a keyboard composes its letters. */
  private static String composed(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  /** One of them, however its name is written. */
  public Optional<Account> find(String name) throws IOException {
    return isName(name) ? find(all(), name) : Optional.empty();
  }

  /**
   * Makes an account.
   *
   * @throws AccountRefusedException if there is one of that name, or name or password will not do
   */
  public void add(String name, Role role, String password)
      throws IOException, AccountRefusedException {
    if (!isName(name) || key(name).equals(OWNER)) {
      throw new AccountRefusedException(words("account.name"));
    }
    Passwords.check(name, password);
    Account made = new Account(composed(name), role, passwords.kept(password), stamp());
    change(
        all -> {
          if (find(all, name).isPresent()) {
            throw new AccountRefusedException(words("account.there", name));
          }
          all.add(made);
        });
  }

  /**
   * Gives an account another password, and another role if one is said; its sessions end.
   *
   * @throws AccountRefusedException if there is none of that name, or the password will not do
   */
  public void change(String name, @Nullable Role role, String password)
      throws IOException, AccountRefusedException {
    Passwords.check(name, password);
    String kept = passwords.kept(password);
    change(
        all -> {
          Account old = known(all, name);
          Role now = role == null ? old.role() : role;
          all.set(all.indexOf(old), new Account(old.name(), now, kept, stamp()));
        });
  }

  /**
   * Takes an account away; its sessions end.
   *
   * @throws AccountRefusedException if there is none of that name
   */
  public void remove(String name) throws IOException, AccountRefusedException {
    change(all -> all.remove(known(all, name)));
  }

  /** Whether this is the password of an account. */
  public boolean isPassword(Account account, String password) {
    return passwords.matches(password, account.password());
  }

  private static Optional<Account> find(List<Account> all, String name) {
    String key = key(name);
    return all.stream().filter(one -> key(one.name()).equals(key)).findFirst();
  }

  private static Account known(List<Account> all, String name) throws AccountRefusedException {
    return find(all, name)
        .orElseThrow(() -> new AccountRefusedException(words("account.none", name)));
  }

  private String stamp() {
    byte[] bytes = new byte[STAMP_BYTES];
    chance.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @FunctionalInterface
  private interface Change {
    void of(List<Account> all) throws AccountRefusedException;
  }

  private void change(Change change) throws IOException, AccountRefusedException {
    PrivateFiles.folder(folder.resolveSibling(""));
    PrivateFiles.folder(folder);
    synchronized (ONE_AT_A_TIME) {
      try (FileChannel channel = PrivateFiles.openToWrite(folder.resolve("accounts.lock"));
          FileLock lock = channel.lock()) {
        List<Account> all = all();
        change.of(all);
        if (lock.isValid()) {
          PrivateFiles.write(file(), json(all));
        }
      }
    }
  }

  private static String json(List<Account> all) {
    List<Map<String, String>> lines = new ArrayList<>();
    for (Account one : all) {
      Map<String, String> line = new LinkedHashMap<>();
      line.put("name", one.name());
      line.put("role", one.role().word());
      line.put("password", one.password());
      line.put("stamp", one.stamp());
      lines.add(line);
    }
    return JsonMapper.shared().writeValueAsString(lines) + "\n";
  }
}
