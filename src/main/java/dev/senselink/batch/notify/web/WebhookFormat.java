package dev.senselink.batch.notify.web;

import static dev.senselink.batch.notify.NotifyMessages.words;

import dev.senselink.batch.notify.EndedJob;
import dev.senselink.batch.notify.EndedRun;
import dev.senselink.batch.notify.NoticeChannel.Attempt;
import dev.senselink.batch.notify.NoticeChannel.Delivered;
import dev.senselink.batch.notify.NoticeChannel.Failed;
import dev.senselink.batch.notify.NoticeChannel.Refused;
import dev.senselink.batch.notify.NoticeText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a receiver wants to be told, and how it says that it was not content. */
public enum WebhookFormat {
  /** For programs: all there is to tell, by name. */
  JSON {
    @Override
    Map<String, Object> message(EndedJob end, String text) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("program", "senselink-batch");
      all.put("command", end.command());
      all.put("jobFile", end.jobFile());
      all.put("level", end.level().name().toLowerCase(Locale.ROOT));
      all.put("exitCode", end.exitCode());
      all.put("startedAt", end.startedAt().toString());
      all.put("finishedAt", end.finishedAt().toString());
      all.put("server", end.server());
      all.put("title", new NoticeText(end).title());
      all.put("text", text);
      all.put("runs", end.runs().stream().map(WebhookFormat::run).toList());
      return all;
    }
  },

  /** Slack, and what takes the same: Mattermost, Rocket.Chat, Discord with /slack. */
  SLACK {
    @Override
    Map<String, Object> message(EndedJob end, String text) {
      // What could call everybody, or be a link, is not to; nor is a file's _name_ to be slanted.
      String plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
      Map<String, Object> message = new LinkedHashMap<>();
      message.put("text", plain.replace("@", "@\u200b").replace("](", "]\u200b("));
      message.put("mrkdwn", false);
      return message;
    }
  },

  WECOM {
    @Override
    Map<String, Object> message(EndedJob end, String text) {
      return ofText("msgtype", "content", cut(text, WECOM_BYTES));
    }
  },

  DINGTALK {
    @Override
    Map<String, Object> message(EndedJob end, String text) {
      return ofText("msgtype", "content", cut(text, MOST_BYTES));
    }
  },

  FEISHU {
    @Override
    Map<String, Object> message(EndedJob end, String text) {
      String plain = text.replace('<', '＜').replace('>', '＞'); // <at …> would call people
      Map<String, Object> content = Map.of("text", cut(plain, MOST_BYTES));
      Map<String, Object> message = new LinkedHashMap<>();
      message.put("msg_type", "text");
      message.put("content", content);
      return message;
    }
  };

  private static final int WECOM_BYTES = 2_048;
  private static final int MOST_BYTES = 18_000;

  /** Refusals of the moment: busy, too often. */
  private static final Set<Integer> LATER = Set.of(-1, 9499, 11232, 45009, 130101, 410100);

  abstract Map<String, Object> message(EndedJob end, String text);

  /** What is sent. */
  String body(EndedJob end) {
    NoticeText words = new NoticeText(end);
    return JsonMapper.shared()
        .writeValueAsString(message(end, words.title() + "\n\n" + words.body()));
  }

  /** What the receiver says with a status that is no refusal. */
  Attempt judge(String answer) {
    if (this == JSON || this == SLACK) {
      return new Delivered();
    }
    Integer code = code(answer);
    if (code == null) {
      return new Refused(words("web.answer"));
    }
    if (code == 0) {
      return new Delivered();
    }
    String why = words("web.code", code);
    return LATER.contains(code) ? new Failed(why) : new Refused(why);
  }

  private static @Nullable Integer code(String answer) {
    try {
      JsonNode said = JsonMapper.shared().readTree(answer);
      for (String name : List.of("errcode", "code", "StatusCode")) {
        if (said.path(name).isIntegralNumber() && said.path(name).canConvertToInt()) {
          return said.path(name).asInt();
        }
      }
      return null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static Map<String, Object> run(EndedRun run) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("input", run.input());
    one.put("exitCode", run.exitCode());
    one.put("sentence", run.sentence());
    one.put("counts", run.counts());
    one.put("next", run.next());
    one.put("report", run.report() == null ? "" : run.report().toAbsolutePath().toString());
    one.put("page", run.page());
    return one;
  }

  private static Map<String, Object> ofText(String kind, String name, String text) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put(kind, "text");
    message.put("text", Map.of(name, text));
    return message;
  }

  /** As much as fits, in whole characters: what is too long is refused altogether. */
  static String cut(String text, int bytes) {
    if (text.getBytes(StandardCharsets.UTF_8).length <= bytes) {
      return text;
    }
    String end = "\n…";
    int room = bytes - end.getBytes(StandardCharsets.UTF_8).length;
    int length = 0;
    int at = 0;
    while (at < text.length()) {
      String next = new String(Character.toChars(text.codePointAt(at)));
      length += next.getBytes(StandardCharsets.UTF_8).length;
      if (length > room) {
        break;
      }
      at += next.length();
    }
    return text.substring(0, at) + end;
  }
}
