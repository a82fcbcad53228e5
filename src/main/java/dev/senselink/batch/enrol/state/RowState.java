package dev.senselink.batch.enrol.state;

import dev.senselink.batch.enrol.write.RowStateMachine;

/**
 * Where a row stands between the moment it is known who it is and its outcome. This table is the
 * drawing, {@link RowTransitionRules} is its arrows, {@link RowStateMachine} walks along them.
 *
 * <table>
 * <caption>What the ledger holds of the row, and which answers lead where</caption>
 * <tr><th>state</th><th>in the ledger</th><th>leads to</th></tr>
 * <tr><td>{@link #CUT_SHORT}</td><td>intents of earlier processes, closed by reconcile</td>
 *     <td>one look: ours → {@link #MADE}, or on with what was cut short in {@link #TO_UPDATE};
 *     nobody → the look-first table decides anew, but after a lost {@code force=1} it is the end</td>
 * </tr>
 * <tr><td>{@link #TO_CREATE}</td><td>nothing of this request; its intent from just before it leaves
 *     </td><td>answer → {@link #MADE}; 30002 → {@link #CREATE_REFUSED}; unclear → {@link
 *     #CREATE_LOST}; never sent → again; any other refusal is the end</td></tr>
 * <tr><td>{@link #CREATE_LOST}</td><td>the open intent</td><td>ours → {@link #MADE}, after 50001
 *     {@link #TO_UPDATE}; somebody else → the look-first table; nobody → {@link #TO_CREATE}, after
 *     {@code force=1} the end; not to be told → the end, and the intent stays open</td></tr>
 * <tr><td>{@link #CREATE_REFUSED}</td><td>the intent</td><td>by who is similar: again, once; {@code
 *     force=1}, once; {@link #TO_UPDATE}; {@link #MADE}; or the end</td></tr>
 * <tr><td>{@link #MADE}</td><td>the intent; the person among the known, with the row's line; what
 *     was sent, among the last sent</td><td>compared, read back where due: the end</td></tr>
 * <tr><td>{@link #TO_UPDATE}</td><td>nothing of this request; from just before it leaves its
 *     intent, and the last sent forgotten</td><td>read and merged first: gone, unsafe or nothing to
 *     change is the end; answer → {@link #CHANGED}; 30002 → {@link #UPDATE_REFUSED}; unclear →
 *     {@link #UPDATE_LOST}, after {@code force=1} the end</td></tr>
 * <tr><td>{@link #UPDATE_LOST}</td><td>the open intent</td><td>nothing differs any more → the end;
 *     else, when its time is over, {@link #TO_UPDATE}</td></tr>
 * <tr><td>{@link #UPDATE_REFUSED}</td><td>the intent</td><td>by who is similar: again, once; {@code
 *     force=1}, once; or the end</td></tr>
 * <tr><td>{@link #CHANGED}</td><td>the intent; what was sent, among the last sent</td><td>read back
 *     where due: the end</td></tr>
 * </table>
 *
 * <p>The outcome ends every row; the ledger closes the row's intents with it, but for {@code
 * UNKNOWN_STATE}.
 */
public enum RowState {
  CUT_SHORT,
  TO_CREATE,
  CREATE_LOST,
  CREATE_REFUSED,
  MADE,
  TO_UPDATE,
  UPDATE_LOST,
  UPDATE_REFUSED,
  CHANGED;

  /** Whether the row is about somebody who is there already. */
  public boolean isUpdate() {
    return ordinal() >= TO_UPDATE.ordinal();
  }
}
