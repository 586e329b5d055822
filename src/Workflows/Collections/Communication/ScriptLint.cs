using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Communication.Phrases;

namespace Doorstep.Workflows.Collections.Communication;

/// <summary>What was found in spoken words.</summary>
/// <param name="Found">The refused phrases.</param>
public sealed record ScriptFindings(ImmutableArray<PhraseFound> Found)
{
    /// <summary>A quality-assurance case is opened (S21).</summary>
    public bool OpensQualityCase => !Found.IsEmpty;

    /// <summary>For the reviewer: each phrase with the repair.</summary>
    public ImmutableArray<string> Notes => [.. Found.Select(found => found.Message)];
}

/// <summary>Reads what agents say, in a script before the call or in a transcript after it (S21).</summary>
public static class ScriptLint
{
    /// <summary>Finds refused phrases in spoken words.</summary>
    /// <param name="text">A script or a transcript, in either language.</param>
    /// <param name="book">The refused phrases.</param>
    /// <param name="class">The class that the words belong to: <c>thirdPartyLocate</c> refuses every word about a debt, too (S28).</param>
    public static ScriptFindings Look(string text, PhraseBook book, string? @class = null) => new([.. book.Find(text, @class).Distinct()]);
}
