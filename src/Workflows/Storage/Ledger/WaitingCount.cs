using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Storage.Ledger;

/// <summary>How many deadlines of a kind wait.</summary>
/// <param name="Risk">Whose right they keep.</param>
/// <param name="IsParked">Their steps faulted, and they wait for a person.</param>
/// <param name="IsHeld">They are put off.</param>
/// <param name="Count">How many.</param>
public sealed record WaitingCount(DeadlineRisk Risk, bool IsParked, bool IsHeld, long Count);
