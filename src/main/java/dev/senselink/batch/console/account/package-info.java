/**
 * Who may sign in at a console that others can reach: names, roles and what passwords are checked
 * against. Door: {@link dev.senselink.batch.console.account.Accounts}.
 */
@NullMarked
package dev.senselink.batch.console.account;

import org.jspecify.annotations.NullMarked;
