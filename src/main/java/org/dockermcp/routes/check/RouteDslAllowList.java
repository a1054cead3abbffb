package org.dockermcp.routes.check;

import java.util.HashSet;
import java.util.Set;

/**
 * What a route file may be made of, by the names that Camel's YAML has for it.
 *
 * <p>Left out, and so refused, is what makes objects ({@code beans}, {@code beanType}, {@code
 * throwException}), runs code ({@code script} and the languages that do), reads files ({@code
 * convertBodyTo} makes a file of a path), or computes an endpoint's whole address ({@code
 * recipientList}, {@code routingSlip}, {@code dynamicRouter}, {@code enrich}); templates, kamelets
 * and REST, which are routes before they are known; and what nobody has asked for.
 */
final class RouteDslAllowList {
  /** What stands at the top of a file. */
  static final Set<String> TOP =
      Set.of(
          "errorHandler",
          "intercept",
          "interceptFrom",
          "interceptSendToEndpoint",
          "onCompletion",
          "onException",
          "route",
          "routeConfiguration");

  /** What stands in a list of steps. */
  static final Set<String> STEPS =
      words(
          "aggregate bean choice delay doTry filter log loop marshal multicast pipeline policy"
              + " poll",
          "removeHeader removeHeaders removeProperties removeProperty removeVariable rollback",
          "sample setBody setExchangePattern setHeader setHeaders setProperty setVariable",
          "setVariables sort split step stop threads throttle to toD transform unmarshal",
          "validate wireTap");

  /** Languages that only read what the message holds. */
  static final Set<String> LANGUAGES =
      words("constant exchangeProperty header method simple tokenize variable");

  private static final Set<String> PARTS =
      words(
          // of routes
          "autoStartup description from group id messageHistory nodePrefixId note parameters",
          "routeConfigurationId startupOrder steps streamCache trace uri",
          // of steps
          "copy disabled doCatch doFinally exception executorService headers loggingLevel logName",
          "marker message name otherwise pattern ref variables variableReceive variableSend when",
          "dynamicUri ignoreInvalidEndpoint cacheSize timeout scope excludePattern doWhile",
          "messageFrequency samplePeriod timePeriodMillis rejectExecution asyncDelayed mode",
          // of splitting and joining
          "aggregationStrategy aggregationStrategyMethodAllowNull aggregationStrategyMethodName",
          "completionInterval completionOnNewCorrelationGroup completionPredicate completionSize",
          "completionSizeExpression completionTimeout completionTimeoutExpression",
          "correlationExpression delimiter parallelAggregate parallelProcessing shareUnitOfWork",
          "stopOnException streaming synchronous",
          // of thread pools
          "callerRunsWhenRejected keepAliveTime maxPoolSize maxQueueSize poolSize rejectedPolicy",
          "threadName timeUnit",
          // of failures
          "afterUri continued deadLetterChannel deadLetterHandleNewException deadLetterUri",
          "defaultErrorHandler handled level noErrorHandler onCompleteOnly onFailureOnly onWhen",
          "redeliveryPolicy retryWhile skipSendToOriginalEndpoint useOriginalBody",
          "useOriginalMessage backOffMultiplier logExhausted logHandled logRetryAttempted",
          "logStackTrace maximumRedeliveries maximumRedeliveryDelay redeliveryDelay",
          "retryAttemptedLogLevel retriesExhaustedLogLevel useExponentialBackOff",
          // of expressions and data
          "expression json library prettyPrint token trim");

  /** All words that may be a key outside of an endpoint's own parameters. */
  static final Set<String> ALL = union(TOP, STEPS, LANGUAGES, PARTS);

  private RouteDslAllowList() {}

  private static Set<String> words(String... lines) {
    Set<String> words = new HashSet<>();
    for (String line : lines) {
      words.addAll(Set.of(line.split(" ", -1)));
    }
    return Set.copyOf(words);
  }

  @SafeVarargs
  private static Set<String> union(Set<String>... sets) {
    Set<String> all = new HashSet<>();
    for (Set<String> set : sets) {
      all.addAll(set);
    }
    return Set.copyOf(all);
  }
}
