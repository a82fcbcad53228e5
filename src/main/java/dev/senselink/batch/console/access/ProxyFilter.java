package dev.senselink.batch.console.access;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * From whom a request is that a proxy passes on: what the proxy itself says last. What anybody else
 * says about it counts for nothing.
 */
public final class ProxyFilter implements Filter {
  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{2,45}");

  private final List<IpAddressMatcher> proxies;

  /**
   * @param proxies their addresses or CIDR ranges
   * @throws IllegalArgumentException if one is neither
   */
  public ProxyFilter(List<String> proxies) {
    this.proxies = proxies.stream().map(IpAddressMatcher::new).toList();
  }

  @Override
  public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) in;
    String remote = RemoteAddress.bare(request.getRemoteAddr());
    boolean passedOn = proxies.stream().anyMatch(proxy -> proxy.matches(remote));
    String said = passedOn ? last(request.getHeaders(FORWARDED_FOR)) : null;
    chain.doFilter(said == null ? request : new PassedOn(request, said), out);
  }

  /** Of the last line: some proxies put what they say into one of its own. */
  private static @Nullable String last(Enumeration<String> lines) {
    String last = "";
    while (lines.hasMoreElements()) {
      last = lines.nextElement();
    }
    last = RemoteAddress.bare(last.substring(last.lastIndexOf(',') + 1).strip());
    return ADDRESS.matcher(last).matches() ? last : null;
  }

  private static final class PassedOn extends HttpServletRequestWrapper {
    private final String address;

    PassedOn(HttpServletRequest request, String address) {
      super(request);
      this.address = address;
    }

    @Override
    public String getRemoteAddr() {
      return address;
    }

    @Override
    public String getRemoteHost() {
      return address;
    }
  }
}
