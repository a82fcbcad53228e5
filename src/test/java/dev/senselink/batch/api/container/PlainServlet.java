package dev.senselink.batch.api.container;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.servlet.ServletException;
import javax.servlet.annotation.MultipartConfig;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.Part;

/** An application of 2021 without a framework. */
@MultipartConfig
public final class PlainServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    request.getParameterMap().forEach((name, all) -> fields.put(name, String.join(",", all)));
    Map<String, byte[]> files = new LinkedHashMap<>();
    if (request.getMethod().equals("POST")) {
      for (Part part : request.getParts()) {
        if (part.getSubmittedFileName() != null) {
          files.put(
              part.getName() + " " + part.getSubmittedFileName(),
              part.getInputStream().readAllBytes());
        }
      }
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
    }
    byte[] answer =
        RequestRecorder.named(getServletContext().getInitParameter(RequestRecorder.PARAMETER))
            .record(
                new DecodedRequest(
                    request.getMethod(), request.getRequestURI(), fields, files, headers));
    response.setContentType("application/json;charset=UTF-8");
    response.getOutputStream().write(answer);
  }
}
