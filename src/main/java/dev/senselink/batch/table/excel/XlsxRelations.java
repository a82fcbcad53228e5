package dev.senselink.batch.table.excel;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a part of a workbook refers to: the id by which it says so, and where that is.
 *
 * @param byId the parts by the id of the reference
 * @param byKind the first part of each kind, for example {@code styles}
 */
record XlsxRelations(Map<String, Part> byId, Map<String, String> byKind) {
  /** A part referred to: its kind, the last word of the type, and its name in the zip. */
  record Part(String kind, String name) {}

  /** What the part refers to, nothing if it says nothing; {@code ""} stands for the file itself. */
  static XlsxRelations of(XlsxZip zip, String part) throws IOException {
    String folder = part.substring(0, part.lastIndexOf('/') + 1);
    String name = folder + "_rels/" + part.substring(folder.length()) + ".rels";
    Map<String, Part> byId = new HashMap<>();
    Map<String, String> byKind = new HashMap<>();
    if (zip.has(name)) {
      try (XlsxXmlReader xml = XlsxXmlReader.open(zip, name)) {
        for (int e = xml.next(); !xml.atEnd(e); e = xml.next()) {
          if (xml.begins(e, "Relationship") && !"External".equals(xml.attribute("TargetMode"))) {
            Part target = target(xml, folder);
            zip.mustFit(byId.size(), name);
            byId.put(String.valueOf(xml.attribute("Id")), target);
            byKind.putIfAbsent(target.kind(), target.name());
          }
        }
      }
    }
    return new XlsxRelations(byId, byKind);
  }

  Optional<String> first(String kind) {
    return Optional.ofNullable(byKind.get(kind));
  }

  private static Part target(XlsxXmlReader xml, String folder) {
    String type = String.valueOf(xml.attribute("Type"));
    String target = String.valueOf(xml.attribute("Target")).replace('\\', '/');
    String whole = target.startsWith("/") ? target.substring(1) : folder + target;
    Deque<String> steps = new ArrayDeque<>();
    for (String step : whole.split("/", -1)) {
      if (step.equals("..")) {
        steps.pollLast();
      } else if (!step.equals(".")) {
        steps.addLast(step);
      }
    }
    return new Part(type.substring(type.lastIndexOf('/') + 1), String.join("/", steps));
  }
}
