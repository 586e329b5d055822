namespace Doorstep.Workflows.Storage.Registers;

/// <summary>A version of a policy pack as somebody posted it, and who approved it.</summary>
/// <param name="Reference">How cases name it, <c>CN-2026.1</c>. One version has one content for ever.</param>
/// <param name="Content">The pack, JSON as it came.</param>
/// <param name="ContentHash">SHA-256 of its canonical form, in hexadecimal.</param>
/// <param name="PostedAt">When it came (UTC).</param>
/// <param name="PostedBy">Who posted it.</param>
/// <param name="ApprovedAt">When it was approved (UTC); null: it holds nowhere yet.</param>
/// <param name="ApprovedBy">Who approved it.</param>
public sealed record PackRecord(
    string Reference, string Content, string ContentHash, DateTimeOffset PostedAt, string PostedBy, DateTimeOffset? ApprovedAt = null, string? ApprovedBy = null);
