using System.Collections.Immutable;
using Doorstep.Workflows.Definitions.Difference;
using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Commands.Publishing;

/// <summary>Sees to it that a second designer looks at what changes a guard, a deadline, a way to a visit or a court, or what reaches people, before cases start on it.</summary>
internal sealed class FourEyes(PublicationBook book, VersionComparison comparison, DraftAuthors authors, TimeProvider clock)
{
    /// <summary>Why a version may not be published yet; null where it may. Whoever asks the first time has asked for approval by that.</summary>
    public async Task<Reply<T>.Refused?> ObjectionAsync<T>(DefinitionRecord version, Actor actor, CancellationToken cancellation)
    {
        if (await comparison.WithBaselineAsync(version, cancellation) is not Reply<DefinitionCompared>.Done(var compared) || compared.Changes.Concerns.IsEmpty) return null;
        var (wish, writes) = await book.FindAsync(version.DefinitionId, version.Version, version.ContentHash, cancellation);
        if (wish is { Status: PublicationStatus.Approved or PublicationStatus.Published } && wish.AgainstHash == compared.From?.ContentHash) return null;
        if (wish is not { Status: PublicationStatus.Pending } || wish.AgainstHash != compared.From?.ContentHash)
        {
            wish = Asked(compared, await authors.OfAsync(compared.To, cancellation), wish, actor);
            if (!await book.SaveAsync(wish, writes, cancellation))
                return (Reply<T>.Refused)Refuse.Conflict<T>($"Somebody asked for approval of '{version.DefinitionId}' version {version.Version} at the same moment. Look at it again.");
        }

        return Pending<T>(compared, wish);
    }

    /// <summary>Notes that what was approved is published.</summary>
    public async Task PublishedAsync(DefinitionRecord version, Actor actor, CancellationToken cancellation)
    {
        if (await book.FindAsync(version.DefinitionId, version.Version, version.ContentHash, cancellation) is not ({ Status: PublicationStatus.Approved } wish, var writes)) return;
        await book.SaveAsync(wish with { Steps = wish.Steps.Add(new PublicationStep(PublicationStatus.Published, clock.GetUtcNow(), actor.Name)) }, writes, cancellation);
    }

    private Publication Asked(DefinitionCompared compared, ImmutableArray<string> writers, Publication? before, Actor actor) => new()
    {
        DefinitionId = compared.To.DefinitionId, Version = compared.To.Version, ContentHash = compared.To.ContentHash, Author = compared.To.CreatedBy, Authors = writers,
        Against = compared.From?.Version, AgainstHash = compared.From?.ContentHash, Concerns = compared.Changes.Concerns,
        Changes = [.. compared.Changes.Changes.Where(change => !change.Concerns.IsEmpty).Select(change => change.Sentence)],
        Steps = [.. before?.Steps ?? [], new PublicationStep(PublicationStatus.Pending, clock.GetUtcNow(), actor.Name)],
    };

    private static Reply<T>.Refused Pending<T>(DefinitionCompared compared, Publication wish) => new(
        RefusalKind.NeedsApproval,
        $"Version {wish.Version} of '{wish.DefinitionId}' changes {string.Join(" and ", wish.Concerns.Select(Say))}, so a second designer has to approve it first. {Named(wish.Asked.By)} asked for that; another designer approves it on the page 'Approvals' of the designer, and then it can be published.",
        [.. compared.Changes.Changes.Where(change => !change.Concerns.IsEmpty).Select(change => new Fault(change.Name, change.Sentence.En))]);

    /// <summary>Somebody as people call him: <c>user:dora</c> is dora.</summary>
    private static string Named(string name) => name.StartsWith("user:", StringComparison.Ordinal) ? name[5..] : name;

    private static string Say(Concern concern) => concern switch
    {
        Concern.Guard => "a guard",
        Concern.Deadline => "a deadline",
        Concern.Visit => "a way to a visit",
        Concern.Legal => "a way to a legal procedure",
        _ => "what reaches people",
    };
}
