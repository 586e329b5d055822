namespace Doorstep.Workflows.Collections.Facts;

/// <summary>A supervisor moves the case along a way that its definition draws for that (T56). Only the house says so, once the act was governed: with reason, preview and, where the policy
/// wants it, a second person.</summary>
/// <param name="Verb"><c>MOVE</c>.</param>
/// <param name="Target">Name of the state that it leads to, in capitals: <c>ESCALATED</c>, <c>MANUAL_INTERVENTION</c>.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="SecondBy">Who approved it.</param>
[Reported("supervisor", OnlyByHouse = true)]
public sealed record SupervisorOverride(string Verb, string Target, string By, string? SecondBy = null) : Fact;

/// <summary>A supervisor opens a hold (b.5). Only the house says so.</summary>
[Reported("supervisor", OnlyByHouse = true)]
public sealed record HoldPlaced(Hold Hold, string By, DateTimeOffset? Until = null) : Fact;

/// <summary>A hold that a supervisor had just opened by mistake is taken back, and nothing had happened in between. Only the house says so.</summary>
[Reported("supervisor", OnlyByHouse = true)]
public sealed record HoldTakenBack(Hold Hold, string By) : Fact;

/// <summary>A supervisor calls a visit off before anybody is at the door (b.5). Only the house says so.</summary>
[Reported("supervisor", OnlyByHouse = true)]
public sealed record VisitCalledOff(string By, string? Reason = null) : Fact;

/// <summary>Somebody else lives where another case of the person has written to: what went there has told nobody (S3, G3). Only the house says so.</summary>
[Reported("supervisor", OnlyByHouse = true)]
public sealed record AddressLost(string By, string? Reason = null) : Fact;

/// <summary>The person has complained in another case about an agent, who is off this one too (S61). Only the house says so.</summary>
[Reported("supervisor", OnlyByHouse = true)]
public sealed record AgentTakenOff(string By, [Token] string Agent, string? Reason = null) : Fact;

/// <summary>A suspension has lasted as long as it was meant to. Only the house says so.</summary>
[Reported("clock", OnlyByHouse = true)]
public sealed record SuspensionOverdue(string Key) : Fact;
