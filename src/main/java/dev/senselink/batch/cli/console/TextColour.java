package dev.senselink.batch.cli.console;

/** What a line is worth, for eyes that look for it. The words say the same without it. */
public enum TextColour {
  GREEN("32"),
  YELLOW("33"),
  RED("31");

  private final String code;

  TextColour(String code) {
    this.code = code;
  }

  String begin() {
    return "\u001b[" + code + "m";
  }

  static String end() {
    return "\u001b[0m";
  }
}
