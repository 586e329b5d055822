using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Holds;

/// <summary>Why a release that is kept has let no hold go (b.4, T61).</summary>
internal static class ReleaseWords
{
    /// <summary>Why a release that is heard of late lets nothing go: what the hold rests on by now came after it; null where nothing did.</summary>
    /// <param name="holds">The holds.</param>
    /// <param name="released">The release.</param>
    /// <param name="at">When it was decided (UTC).</param>
    public static string? Late(HoldList holds, HoldReleased released, DateTimeOffset at)
    {
        if (holds.Open.FirstOrDefault(open => open.Hold == released.Hold) is not { } open) return null;
        var last = (open.Grounds?.All ?? []).Select(ground => ground.Since).Append(open.Since).Append(open.ReviewSince ?? open.Since).Max();
        return last <= at ? null : $"Hold {FactJson.Word(open.Hold)} stays: what it rests on came at {Instants.Text(last)}, and this release is of {Instants.Text(at)}. Whoever lets it go now says so now.";
    }

    /// <summary>The reason; null where the hold goes, and where none of its kind is open.</summary>
    public static string? Against(HoldList holds, HoldReleased released)
    {
        if (holds.Open.FirstOrDefault(open => open.Hold == released.Hold) is not { ReviewSince: null } open) return null;
        var word = FactJson.Word(open.Hold);
        if (HoldRule.All[open.Hold].IsUntouchable) return $"Hold {word} stays: its ground is not gone, and until then nobody lets it go, neither two persons (b.4).";
        var signed = (open.Signed ?? Signatures.None).With(released.By, released.SecondBy);
        return signed.HasTwo ? null : $"Hold {word} stays until somebody else than '{signed.By}' agrees too: its ground is not gone, and before that it takes two persons (b.4).";
    }
}
