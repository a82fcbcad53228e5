package dev.senselink.batch.api.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.api.UnexpectedAnswerException;
import dev.senselink.batch.api.people.GroupReference;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecordTokenReaderTest {
  private static final ListRecords CALL = new ListRecords(RecordFilter.everything(), 50);

  private static JsonNode lean(String envelope) {
    return ListRecords.lean(new ByteArrayInputStream(envelope.getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonNode tree(String envelope) {
    return JsonMapper.shared().readTree(envelope);
  }

  private static List<List<String>> cells(RecordPage page) {
    return page.records().stream().map(RecordCells::of).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id':7}",
        "{'id':'8','userId':'9','name':5,'mobile':1.50,'icNumber':true,'signTime':'1557328420000'}",
        "{'id':9,'name':null,'userName':'a','avatar':'','originAvatar':'b','sn':null,'deviceSN':'c',"
            + "'type':null,'userType':3}",
        "{'id':10,'type':'2','userType':1,'groups':[{'id':1,'name':'x;y'},{'name':'no id'},5],"
            + "'more':{'id':99,'deep':[[1]]},'remark':['no','text'],'direction':12345678901234567890}",
        "{'id':11,'groups':'none','jobNumber':9223372036854775807,'entryMode':4.0}",
        "{'id':12,'name':'first','name':'last','userId':1,'userId':null}",
      })
  void token_by_token_is_read_what_a_tree_holds(String rows) throws UnexpectedAnswerException {
    String envelope =
        "{'code':200,'data':{'data':[%s],'total':3,'pageNum':1,'totalPage':2}}"
            .formatted(rows)
            .replace('\'', '"');
    RecordPage fromTree = CALL.read(tree(envelope));
    RecordPage fromTokens = CALL.read(lean(envelope));

    assertThat(cells(fromTokens)).isEqualTo(cells(fromTree)).isNotEmpty();
    assertThat(fromTokens.total()).isEqualTo(fromTree.total()).isEqualTo(3);
    assertThat(fromTokens.next()).isEqualTo(fromTree.next()).isNotNull();
    assertThat(fromTokens.records()).allMatch(record -> record.json().isMissingNode());
    assertThat(fromTree.records()).allMatch(record -> record.json().isObject());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id':12345678901234567890}",
        "{'id':null}",
        "{'name':'nobody'}",
        "[]",
        "5",
        "null",
        "'text'"
      })
  void a_row_that_is_no_record_is_seen_either_way(String row) {
    String envelope = ("{'code':200,'data':[{'id':13}," + row + "]}").replace('\'', '"');

    assertThatThrownBy(() -> CALL.read(tree(envelope)))
        .isInstanceOf(UnexpectedAnswerException.class);
    assertThatThrownBy(() -> CALL.read(lean(envelope)))
        .isInstanceOf(UnexpectedAnswerException.class);
  }

  @Test
  void the_names_of_the_push_and_numbers_for_texts_are_understood()
      throws UnexpectedAnswerException {
    String row =
        "{'id':'8','name':null,'userName':5,'originAvatar':'b','deviceSN':'c','userType':'3'}";
    RecordPage page = CALL.read(lean("{'code':200,'data':[%s]}".formatted(row).replace('\'', '"')));

    assertThat(page.records()).hasSize(1);
    AccessRecord record = page.records().get(0);
    assertThat(List.of(record.name(), record.avatar(), record.sn())).containsExactly("5", "b", "c");
    assertThat(record.id()).isEqualTo(8);
    assertThat(record.type()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[{'id':1,'name':'a','type':1},{'id':'2','name':null,'type':'2'}]",
        "[{'name':'no id'},5,null,[{'id':9}],{'id':3,'name':4,'type':4294967297,'groups':[{}]}]",
        "[{'id':5,'id':null},{'id':6,'type':2.5,'name':{'id':7}}]",
        "null",
        "'none'",
        "{'id':8}",
      })
  void groups_are_read_as_a_person_s_are(String groups) throws UnexpectedAnswerException {
    String row = "{'id':7,'groups':%s,'remark':'after'}".formatted(groups).replace('\'', '"');
    AccessRecord record =
        CALL.read(lean("{\"code\":200,\"data\":[%s]}".formatted(row))).records().get(0);

    assertThat(record.groups()).isEqualTo(GroupReference.list(tree(row).get("groups")));
    assertThat(record.remark()).isEqualTo("after");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\":200,\"data\":[{\"id\":1}]}",
        "{\"code\":200,\"data\":{\"total\":0,\"data\":[]}}",
        "{\"code\":200,\"data\":{\"total\":0,\"data\":null}}",
      })
  void rows_may_stand_in_data_itself_or_be_none(String envelope) throws UnexpectedAnswerException {
    RecordPage page = CALL.read(lean(envelope));

    assertThat(cells(page)).isEqualTo(cells(CALL.read(tree(envelope))));
    assertThat(page.next()).isNull();
  }

  @Test
  void what_the_server_says_beside_the_rows_is_kept() {
    JsonNode refusal = lean("{\"code\":620,\"data\":{\"desc\":\"why\"},\"message\":\"no\"}");

    assertThat(refusal)
        .isEqualTo(tree("{\"code\":620,\"data\":{\"desc\":\"why\"},\"message\":\"no\"}"));
    assertThat(lean("[1]").isObject()).isFalse();
    assertThat(lean("").isMissingNode()).isTrue();
  }

  @Test
  void the_pages_after_a_lean_one_are_lean() throws UnexpectedAnswerException {
    ListRecords call = new ListRecords(RecordFilter.everything(), 1, 50, true);
    JsonNode answer =
        tree("{\"code\":200,\"data\":{\"data\":[{\"id\":1}],\"pageNum\":1,\"totalPage\":2}}");

    assertThat(call.read(answer).next())
        .isEqualTo(new ListRecords(RecordFilter.everything(), 2, 50, true));
  }
}
