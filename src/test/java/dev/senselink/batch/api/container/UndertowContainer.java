package dev.senselink.batch.api.container;

import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import java.net.InetSocketAddress;
import java.net.URI;
import javax.servlet.DispatcherType;
import javax.servlet.MultipartConfigElement;
import javax.servlet.ServletException;

/** Undertow of 2021 with a servlet. */
final class UndertowContainer implements Container {
  private final Undertow undertow;

  private UndertowContainer(SetUp setUp) throws ServletException {
    DeploymentInfo application =
        Servlets.deployment()
            .setClassLoader(UndertowContainer.class.getClassLoader())
            .setContextPath(setUp.contextPath().isEmpty() ? "/" : setUp.contextPath())
            .setDeploymentName("application")
            .addInitParameter(RequestRecorder.PARAMETER, setUp.recorder().name())
            .addServlet(
                Servlets.servlet("application", PlainServlet.class)
                    .setMultipartConfig(new MultipartConfigElement(setUp.folder().toString()))
                    .addMapping("/"));
    if (setUp.filter() != Filter.NONE) {
      application
          .addFilter(Servlets.filter("encoding", PlainFilter.class))
          .addFilterUrlMapping("encoding", "/*", DispatcherType.REQUEST);
    }
    DeploymentManager manager = Servlets.newContainer().addDeployment(application);
    manager.deploy();
    undertow =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setIoThreads(1)
            .setWorkerThreads(4)
            .setHandler(manager.start())
            .build();
    undertow.start();
  }

  static Container start(SetUp setUp) throws ServletException {
    return new UndertowContainer(setUp);
  }

  @Override
  public URI url() {
    InetSocketAddress address = (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
    return URI.create("http://127.0.0.1:" + address.getPort());
  }

  @Override
  public void close() {
    undertow.stop();
  }
}
