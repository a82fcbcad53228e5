package dev.senselink.batch.console;

import org.springframework.core.env.MutablePropertySources;
import org.springframework.web.context.support.StandardServletEnvironment;

/** Nothing that lies about on this machine changes how the console behaves. */
final class NoOutsideSettings extends StandardServletEnvironment {
  @Override
  protected void customizePropertySources(MutablePropertySources sources) {
    // None: neither variables nor properties nor the servlet's own.
  }
}
