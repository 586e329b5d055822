using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections.Communication.Phrases;

/// <summary>The phrases of one language as <c>refused-phrases.zh-CN.json</c> has them.</summary>
internal sealed record PhraseLists
{
    /// <summary>Letters that stand for others, pair by pair: traditional and simplified characters, letters of other alphabets that look the same.</summary>
    public string Variants { get; init; } = "";

    /// <summary>Words that deny what follows: <c>never</c>, <c>不会</c>.</summary>
    public ImmutableArray<string> Negations { get; init; } = [];

    /// <summary>What only looks like a denial: <c>不得不</c>.</summary>
    public ImmutableArray<string> NotNegations { get; init; } = [];

    /// <summary>Words that may stand between a denial and what it denies.</summary>
    public ImmutableArray<string> Fillers { get; init; } = [];

    /// <summary>Lists of words that phrases name as <c>{family}</c>, alternatives between <c>|</c>.</summary>
    public ImmutableDictionary<string, string> Words { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The phrases by kind.</summary>
    public ImmutableDictionary<string, PhraseList> Kinds { get; init; } = ImmutableDictionary<string, PhraseList>.Empty;

    /// <summary>Whether figures stand anywhere in what is looked for.</summary>
    internal bool HasFigures => Negations.Concat(NotNegations).Concat(Fillers).Concat(Words.Values).Concat(Kinds.Values.SelectMany(list => list.Phrases.Concat(list.Unless))).Append(Variants).Any(said => said.Any(char.IsDigit));
}

/// <summary>The phrases of one kind in one language.</summary>
internal sealed record PhraseList
{
    /// <summary>The phrases, as <see cref="PhrasePattern"/> reads them.</summary>
    public ImmutableArray<string> Phrases { get; init; } = [];

    /// <summary>What makes a sentence true although it has such a phrase: <c>if a court</c>, <c>经您同意</c>.</summary>
    public ImmutableArray<string> Unless { get; init; } = [];
}
