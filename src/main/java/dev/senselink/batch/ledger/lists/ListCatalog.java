package dev.senselink.batch.ledger.lists;

import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.ListedServers;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** The lists of a data folder, whatever server they are of: for commands that talk to none. */
public final class ListCatalog {
  private static final String THIS = " WHERE SERVER = ? AND COMPANY = ? AND LIST = ?";

  /** The runs that have kept the members of a list, undos of its imports among them. */
  private static final String RUNS_OF =
      " WHERE RUN IN (SELECT ID FROM RUN WHERE SERVER = ? AND COMPANY = ?) AND LIST = ?";

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;

  public ListCatalog(LedgerDatabase database) {
    this.database = database;
    this.jdbc = database.jdbc();
  }

  /**
   * A list.
   *
   * @param compared its name as it is compared, {@code name} as it was last typed
   * @param members how many are on it, those missing included who are still on the server
   * @param missing how many of them its last complete import missed
   * @param imports how many complete imports it has seen
   * @param rows rows of the last of them
   * @param lastRun the last of them, {@code ""} for none
   */
  public record Entry(
      String server,
      long company,
      String compared,
      String name,
      long members,
      long missing,
      int imports,
      long rows,
      String lastRun,
      String lastImport) {}

  /** All lists, by server and name. */
  public List<Entry> all() {
    return lists("");
  }

  /**
   * Those that a data folder tells of, by server and name.
   *
   * @param before what it told of last
   */
  List<Entry> told(Iterable<? extends JsonNode> before) {
    ListedServers servers = new ListedServers(database, before);
    return lists(" WHERE " + servers.are("SERVER"), servers.values());
  }

  private List<Entry> lists(String where, Object... servers) {
    return jdbc.query(
        "SELECT DISTINCT SERVER, COMPANY, LIST FROM LIST_IMPORT"
            + where
            + " ORDER BY SERVER, COMPANY, LIST",
        (rs, n) -> entry(rs.getString(1), rs.getLong(2), rs.getString(3)),
        servers);
  }

  private Entry entry(String server, long company, String list) {
    List<ListImport> imports =
        jdbc.query(
            "SELECT * FROM LIST_IMPORT" + THIS + " ORDER BY N",
            (rs, n) -> ListImportStore.read(rs, database.key()),
            server,
            company,
            list);
    List<ListImport> complete =
        imports.stream()
            .filter(one -> one.state() == ListImport.State.COMPLETE && !one.part())
            .toList();
    Optional<ListImport> last = complete.stream().reduce((before, after) -> after);
    return new Entry(
        server,
        company,
        list,
        imports.get(imports.size() - 1).name(),
        count(server, company, list, ""),
        count(server, company, list, " AND MISSED_N > 0"),
        complete.size(),
        last.map(ListImport::rows).orElse(0L),
        last.map(ListImport::run).orElse(""),
        last.map(one -> one.begun().toString()).orElse(""));
  }

  private long count(String server, long company, String list, String more) {
    Long count =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM LIST_MEMBER" + THIS + " AND GONE_SINCE IS NULL" + more,
            Long.class,
            server,
            company,
            list);
    return count == null ? 0 : count;
  }

  /** Gives a list another name, that no other has. */
  public void rename(Entry list, ListName to) {
    database.inTransaction(
        () -> {
          jdbc.update(
              "UPDATE LIST_MEMBER SET LIST = ?" + THIS,
              to.compared(),
              list.server(),
              list.company(),
              list.compared());
          jdbc.update(
              "UPDATE LIST_MEMBER_BEFORE SET LIST = ?" + THIS,
              to.compared(),
              list.server(),
              list.company(),
              list.compared());
          jdbc.update(
              "UPDATE BEFORE_RUN SET LIST = ?" + RUNS_OF,
              to.compared(),
              list.server(),
              list.company(),
              list.compared());
          jdbc.update(
              "UPDATE LIST_IMPORT SET LIST = ?, NAME = ?" + THIS,
              to.compared(),
              to.shown(),
              list.server(),
              list.company(),
              list.compared());
        });
  }

  /**
   * Makes everybody of one list a member of another, as if its last import had named them; the
   * first list ends.
   */
  public void merge(Entry list, Entry into) {
    Object[] first = {list.server(), list.company(), list.compared()};
    Object[] second = {into.server(), into.company(), into.compared()};
    database.inTransaction(
        () -> {
          forgetBefore(first); // put back, it would tear both apart
          forgetBefore(second);
          Integer last =
              jdbc.queryForObject("SELECT MAX(N) FROM LIST_IMPORT" + THIS, Integer.class, second);
          int number = last == null ? 0 : last;
          // Whoever is on both is missing only where both miss them.
          jdbc.update(
              "UPDATE LIST_MEMBER SET MISSED_N = 0, MISSING_SINCE = NULL, GONE_SINCE = NULL"
                  + THIS
                  + " AND PERSON IN (SELECT M.PERSON FROM LIST_MEMBER M WHERE M.SERVER = ?"
                  + " AND M.COMPANY = ? AND M.LIST = ? AND M.MISSED_N = 0)",
              joined(second, first));
          jdbc.update(
              "DELETE FROM LIST_MEMBER"
                  + THIS
                  + " AND PERSON IN (SELECT M.PERSON FROM LIST_MEMBER M WHERE M.SERVER = ?"
                  + " AND M.COMPANY = ? AND M.LIST = ?)",
              joined(first, second));
          jdbc.update(
              "UPDATE LIST_MEMBER SET LIST = ?, FIRST_N = ?, SEEN_N = ?,"
                  + " MISSED_N = CASE WHEN MISSED_N = 0 THEN 0 ELSE ? END"
                  + THIS,
              joined(new Object[] {into.compared(), number, number, number}, first));
          jdbc.update(
              "UPDATE LIST_IMPORT SET LIST = ?, NAME = ?, N = 0, STATE = 'MERGED'" + THIS,
              joined(new Object[] {into.compared(), into.name()}, first));
        });
  }

  /** Forgets a list and who is on it. */
  public void forget(Entry list) {
    Object[] values = {list.server(), list.company(), list.compared()};
    database.inTransaction(
        () -> {
          forgetBefore(values);
          jdbc.update("DELETE FROM LIST_MEMBER" + THIS, values);
          jdbc.update("DELETE FROM LIST_IMPORT" + THIS, values);
        });
    database.compact();
  }

  /** Who was on it before its imports. */
  private void forgetBefore(Object... list) {
    jdbc.update("DELETE FROM LIST_MEMBER_BEFORE" + THIS, list);
    jdbc.update("UPDATE BEFORE_RUN SET LIST = ''" + RUNS_OF, list);
  }

  private static Object[] joined(Object[] before, Object[] after) {
    Object[] both = new Object[before.length + after.length];
    System.arraycopy(before, 0, both, 0, before.length);
    System.arraycopy(after, 0, both, before.length, after.length);
    return both;
  }
}
