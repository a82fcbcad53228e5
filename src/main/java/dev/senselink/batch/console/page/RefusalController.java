package dev.senselink.batch.console.page;

import dev.senselink.batch.console.look.LookFailedException;
import dev.senselink.batch.disk.DefectTrace;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.table.TableFileException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What a person reads where there is no such page, and where the program has a defect. */
@RestControllerAdvice
public final class RefusalController {
  private final PageRenderer pages;
  private final Machine machine;
  private final Path data;

  /**
   * @param data the data folder, which keeps the traces of defects
   */
  public RefusalController(PageRenderer pages, Machine machine, Path data) {
    this.pages = pages;
    this.machine = machine;
    this.data = data;
  }

  /** There is no such page, run or file, or it is asked for in the wrong way. */
  @ExceptionHandler
  public ResponseEntity<String> failed(
      Exception e, HttpServletRequest request, HttpServletResponse response) throws Exception {
    if (response.isCommitted()) {
      throw e; // the connection is cut: half a file must not look like a whole one
    }
    if (e instanceof NoSuchPageException
        || e instanceof ErrorResponse
        || e instanceof TypeMismatchException) {
      return pages.page(HttpStatus.NOT_FOUND, "message", "nothing", Map.of(), request);
    }
    if (e instanceof HttpException asked
        && asked.getCode() < HttpStatus.INTERNAL_SERVER_ERROR.value()) {
      HttpStatus status = HttpStatus.valueOf(asked.getCode()); // no letters, or too many of them
      return pages.page(status, "message", "nothing", Map.of(), request);
    }
    if (e instanceof LedgerException || e instanceof LookFailedException) {
      String why = String.valueOf(e.getMessage());
      String title = e instanceof LedgerException ? "unreadable" : "notNow";
      return pages.page(
          HttpStatus.SERVICE_UNAVAILABLE, "message", title, Map.of("why", why), request);
    }
    if (e instanceof IOException || e instanceof TableFileException) {
      LoggerFactory.getLogger(RefusalController.class).warn("failed: {}", e.getClass().getName());
      return pages.page(
          HttpStatus.SERVICE_UNAVAILABLE, "message", "unreadableFile", Map.of(), request);
    }
    String kept = DefectTrace.keep(data, machine.wall().instant(), e);
    LoggerFactory.getLogger(RefusalController.class).error("failed: {}", kept);
    return pages.page(
        HttpStatus.INTERNAL_SERVER_ERROR, "message", "defect", Map.of("why", kept), request);
  }
}
