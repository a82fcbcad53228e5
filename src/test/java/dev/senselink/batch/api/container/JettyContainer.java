package dev.senselink.batch.api.container;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.springframework.web.filter.CharacterEncodingFilter;

/** Jetty with Spring MVC. */
final class JettyContainer implements Container {
  private final Server server = new Server(new InetSocketAddress("127.0.0.1", 0));

  private JettyContainer(SetUp setUp) throws Exception {
    ServletContextHandler context = new ServletContextHandler();
    context.setContextPath(setUp.contextPath().isEmpty() ? "/" : setUp.contextPath());
    context.setInitParameter(RequestRecorder.PARAMETER, setUp.recorder().name());
    ServletHolder servlet = new ServletHolder(new SpringServlet());
    servlet
        .getRegistration()
        .setMultipartConfig(new MultipartConfigElement(setUp.folder().toString()));
    context.addServlet(servlet, "/");
    if (setUp.filter() != Filter.NONE) {
      context.addFilter(
          new FilterHolder(new CharacterEncodingFilter("UTF-8", setUp.filter() == Filter.FORCED)),
          "/*",
          EnumSet.of(DispatcherType.REQUEST));
    }
    server.setHandler(context);
    server.start();
  }

  static Container start(SetUp setUp) throws Exception {
    return new JettyContainer(setUp);
  }

  @Override
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getURI().getPort());
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
