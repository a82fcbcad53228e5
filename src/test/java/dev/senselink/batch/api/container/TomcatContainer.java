package dev.senselink.batch.api.container;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.tomcat.util.IntrospectionUtils;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** The current Tomcat with Spring MVC, or through {@link #old} that of 2021 with a servlet. */
public final class TomcatContainer implements Container {
  /** Kept, or its level would be forgotten. */
  private static final Logger LOG = Logger.getLogger("org.apache");

  private final Tomcat tomcat = new Tomcat();

  private TomcatContainer(SetUp setUp, String servlet, String filter) throws LifecycleException {
    LOG.setLevel(Level.SEVERE);
    TomcatURLStreamHandlerFactory.disable();
    tomcat.setBaseDir(setUp.folder().toString());
    tomcat.getService().setName(setUp.recorder().name());
    tomcat.getEngine().setName(setUp.recorder().name());
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    setUp
        .settings()
        .forEach(
            (name, value) -> {
              if (!IntrospectionUtils.setProperty(connector, name, value)) {
                throw new IllegalArgumentException(name);
              }
            });
    tomcat.setConnector(connector);
    Context context = tomcat.addContext(setUp.contextPath(), setUp.folder().toString());
    context.setParentClassLoader(TomcatContainer.class.getClassLoader());
    context.addParameter(RequestRecorder.PARAMETER, setUp.recorder().name());
    Tomcat.addServlet(context, "application", servlet);
    context.addServletMappingDecoded("/", "application");
    if (setUp.filter() != Filter.NONE) {
      FilterDef definition = new FilterDef();
      definition.setFilterName("encoding");
      definition.setFilterClass(filter);
      definition.addInitParameter("encoding", "UTF-8");
      definition.addInitParameter("forceEncoding", String.valueOf(setUp.filter() == Filter.FORCED));
      context.addFilterDef(definition);
      FilterMap map = new FilterMap();
      map.setFilterName("encoding");
      map.addURLPattern("/*");
      context.addFilterMap(map);
    }
    tomcat.start();
  }

  static Container current(SetUp setUp) throws LifecycleException {
    return new TomcatContainer(
        setUp,
        SpringServlet.class.getName(),
        "org.springframework.web.filter.CharacterEncodingFilter");
  }

  /** One whose classes have the names of the current one's. */
  static Container old(SetUp setUp) throws Exception {
    return (Container)
        new OldTomcat()
            .loadClass(TomcatContainer.class.getName())
            .getMethod("plain", SetUp.class)
            .invoke(null, setUp);
  }

  /** Of the Tomcat that loaded this class. */
  public static Container plain(SetUp setUp) throws LifecycleException {
    return new TomcatContainer(setUp, PlainServlet.class.getName(), PlainFilter.class.getName());
  }

  @Override
  public URI url() {
    return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort());
  }

  @Override
  public void close() throws IOException {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IOException(e);
    }
  }

  /** Loads this class and Tomcat's own from the jars of the old one; all else as always. */
  private static final class OldTomcat extends URLClassLoader {
    OldTomcat() throws IOException {
      super(jars(), TomcatContainer.class.getClassLoader());
    }

    private static URL[] jars() throws IOException {
      List<URL> urls = new ArrayList<>();
      urls.add(TomcatContainer.class.getProtectionDomain().getCodeSource().getLocation());
      for (String entry :
          System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
        Path jar = Path.of(entry);
        if (jar.getFileName().toString().matches("tomcat-[a-z-]+-9\\..*\\.jar")) {
          urls.add(jar.toUri().toURL());
        }
      }
      return urls.toArray(URL[]::new);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        boolean own =
            name.startsWith("org.apache.")
                || name.startsWith("javax.security.auth.message.")
                || name.equals(TomcatContainer.class.getName());
        Class<?> loaded = own ? findLoadedClass(name) : super.loadClass(name, resolve);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }
}
