namespace Doorstep.Workflows.Definitions;

/// <summary>A text that people read, in the two languages of the house.</summary>
/// <param name="En">English.</param>
/// <param name="Zh">Simplified Chinese.</param>
public sealed record Words(string En, string Zh);
