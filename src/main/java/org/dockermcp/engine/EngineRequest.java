package org.dockermcp.engine;

/** A message's body that says more than camel-docker's headers can. */
public sealed interface EngineRequest
    permits ExecRequest, ListRequest, PullRequest {}
