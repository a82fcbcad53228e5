package dev.senselink.batch.sandbox.fault;

import dev.senselink.batch.sandbox.call.CallForm;
import dev.senselink.batch.sandbox.call.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Decides which call goes wrong. The first rule that hits wins; every rule counts its calls. */
public final class FaultInjector {
  private final Random chance;
  private final List<Armed> rules = new ArrayList<>();

  /** A rule with the calls it has seen and spoilt so far. */
  private static final class Armed {
    private final FaultRule rule;
    private int seen;
    private int hits;

    Armed(FaultRule rule) {
      this.rule = rule;
    }
  }

  public FaultInjector(long seed) {
    chance = new Random(seed);
  }

  public synchronized void script(List<FaultRule> more) {
    more.forEach(rule -> rules.add(new Armed(rule)));
  }

  public synchronized void clear() {
    rules.clear();
  }

  public synchronized Optional<FaultRule> ruleFor(Operation operation, CallForm form) {
    if (rules.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>(form.values());
    parameters.keySet().removeAll(List.of("app_key", "sign", "timestamp"));
    Optional<FaultRule> first = Optional.empty();
    for (Armed armed : rules) {
      if (armed.rule.covers(operation) && armed.rule.when().test(parameters)) {
        armed.seen++;
        if (first.isEmpty() && hits(armed)) {
          armed.hits++;
          first = Optional.of(armed.rule);
        }
      }
    }
    return first;
  }

  private boolean hits(Armed armed) {
    FaultRule rule = armed.rule;
    return armed.seen >= rule.fromCall()
        && armed.hits < rule.times()
        && (rule.rate() >= 1 || chance.nextDouble() < rule.rate());
  }

  public synchronized double gaussian() {
    return chance.nextGaussian();
  }
}
