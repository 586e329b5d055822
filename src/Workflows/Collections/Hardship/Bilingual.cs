namespace Doorstep.Workflows.Collections.Hardship;

/// <summary>A sentence for the customer, in both languages of the house.</summary>
/// <param name="English">In English.</param>
/// <param name="Chinese">In Simplified Chinese.</param>
public sealed record Bilingual(string English, string Chinese);
