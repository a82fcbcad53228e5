package dev.senselink.batch.language;

import java.util.Locale;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test to which the program speaks Chinese; afterwards it speaks as before. */
public final class InChinese implements BeforeEachCallback, AfterEachCallback {
  private final Locale before = Locale.getDefault(Locale.Category.DISPLAY);

  @Override
  public void beforeEach(ExtensionContext context) {
    DisplayLanguage.speak(Locale.CHINESE);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    DisplayLanguage.speak(before);
  }
}
