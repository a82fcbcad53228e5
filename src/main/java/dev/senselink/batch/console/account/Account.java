package dev.senselink.batch.console.account;

/**
 * Somebody who can sign in.
 *
 * @param password what a password is checked against, never one itself
 * @param stamp another one after each change, so that sessions from before it are known
 */
public record Account(String name, Role role, String password, String stamp) {
  @Override
  public String toString() {
    return name + " (" + role.word() + ")"; // nothing that helps to guess a password
  }
}
