using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Doorstep.Workflows.Storage.Model;

/// <summary>Lists of words without spaces, in one column.</summary>
internal static class Words
{
    public static string Join(ImmutableArray<string> words) => string.Join(' ', words);

    public static PropertyBuilder<ImmutableArray<string>> AreWords(this PropertyBuilder<ImmutableArray<string>> property) => property.HasConversion(
        words => Join(words),
        stored => Split(stored),
        new ValueComparer<ImmutableArray<string>>((left, right) => left.SequenceEqual(right), words => words.Length, words => words));

    private static ImmutableArray<string> Split(string stored) => [.. stored.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
