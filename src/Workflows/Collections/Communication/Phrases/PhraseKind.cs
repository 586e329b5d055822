using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections.Communication.Phrases;

/// <summary>A kind of phrase that nobody of the house writes or says.</summary>
/// <param name="Kind">Its name: <c>falseAuthority</c>.</param>
/// <param name="Because">Why not, with its basis.</param>
/// <param name="Repair">What to write instead.</param>
/// <param name="Classes">Only in templates of these classes; empty: everywhere.</param>
/// <param name="Profiles">Only for these profiles; empty: for all.</param>
/// <param name="Always">Wrong even where it is denied: an insult, the word for a debt where anybody may read it. A threat that is denied is none.</param>
public sealed record PhraseKind(string Kind, string Because, string Repair, ImmutableArray<string> Classes, ImmutableArray<string> Profiles, bool Always = false)
{
    /// <summary>Whether it is looked for in a message.</summary>
    internal bool Concerns(string? @class, IReadOnlyCollection<string> profiles) =>
        (Classes.IsEmpty || (@class is not null && Classes.Contains(@class))) && (Profiles.IsEmpty || profiles.Any(profile => Profiles.Contains(profile)));
}

/// <summary>A refused phrase that was found.</summary>
/// <param name="Phrase">The words as they were said, letters and spaces made plain.</param>
/// <param name="Kind">Why it is refused and what to write instead.</param>
public sealed record PhraseFound(string Phrase, PhraseKind Kind)
{
    /// <summary>For whoever wrote it: <c>says 'go to jail' (arrest). Owing money is no crime … Say what the bank will really do next …</c></summary>
    public string Message => $"says '{Phrase}' ({Kind.Kind}). {Kind.Because} {Kind.Repair}";
}
