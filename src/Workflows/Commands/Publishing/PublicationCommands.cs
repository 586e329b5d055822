using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Workflows.Commands.Publishing;

/// <summary>Wishes to publish, those that wait first, then the latest.</summary>
/// <param name="DefinitionId">Only those of one definition; null: of all.</param>
/// <param name="Status">Only those that stand there; null: wherever they stand.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Designer, Role.Supervisor, Role.Compliance)]
public sealed record ListPublications(string? DefinitionId, PublicationStatus? Status, Actor Actor) : IQuery<Reply<IReadOnlyList<Publication>>>, IActed;

/// <summary>Approves or refuses a wish to publish. Approving publishes nothing: whoever wants publishes then.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Version">The version.</param>
/// <param name="ContentHash">The content that was looked at; another one is not decided on.</param>
/// <param name="IsApproved">Yes or no.</param>
/// <param name="Reason">Why; 1 to 2000 characters.</param>
/// <param name="Actor">Who decides: not who asked, and nobody who wrote a part of the version.</param>
[Allow(Role.Designer)]
public sealed record DecidePublication(string DefinitionId, int Version, string? ContentHash, bool IsApproved, string? Reason, Actor Actor) : ICommand<Reply<Publication>>, IActed;

internal sealed class PublicationHandler(PublicationBook book, IDefinitionStore store, VersionComparison comparison, DraftAuthors authors, SecondPerson second, TimeProvider clock) :
    IQueryHandler<ListPublications, Reply<IReadOnlyList<Publication>>>, ICommandHandler<DecidePublication, Reply<Publication>>
{
    private const int ReasonMax = 2000;

    public async ValueTask<Reply<IReadOnlyList<Publication>>> Handle(ListPublications query, CancellationToken cancellationToken)
    {
        var found = new List<Publication>();
        foreach (var wish in (await book.ListAsync(cancellationToken)).Where(wish => query.DefinitionId is null || wish.DefinitionId == query.DefinitionId))
            if (await StandsAsync(wish, cancellationToken) is var stands && (query.Status is null || stands.Status == query.Status)) found.Add(stands);
        return new Reply<IReadOnlyList<Publication>>.Done([.. found.OrderBy(wish => wish.Status != PublicationStatus.Pending).ThenByDescending(wish => wish.Steps[^1].At)]);
    }

    public async ValueTask<Reply<Publication>> Handle(DecidePublication command, CancellationToken cancellationToken)
    {
        if (Faults(command).ToArray() is { Length: > 0 } faults) return Refuse.Invalid<Publication>("The decision cannot be taken as it is.", faults);
        var (wish, writes) = await book.FindAsync(command.DefinitionId, command.Version, command.ContentHash!, cancellationToken);
        if (wish is null) return Refuse.NotFound<Publication>($"Nobody has asked for approval of '{command.DefinitionId}' version {command.Version} with the content '{command.ContentHash}'.");
        var stands = await StandsAsync(wish, cancellationToken);
        if (stands.Status == PublicationStatus.Void) return Refuse.Conflict<Publication>($"'{command.DefinitionId}' version {command.Version} is another one by now. Look at what it is, and let somebody ask again.");
        if (stands.Status != PublicationStatus.Pending) return Refuse.Conflict<Publication>($"'{stands.Steps[^1].By}' has decided at {Instants.Text(stands.Steps[^1].At)}: {stands.Status}.");
        if (stands.ObjectionTo(command.Actor) is { } objection) return Refuse.Impossible<Publication>(objection.En);
        foreach (var name in stands.Authors.Append(stands.Author).Prepend(stands.Asked.By))
            if (!await second.IsAsync(command.Actor, name, cancellationToken)) return Refuse.Impossible<Publication>($"'{command.Actor.Name}' is the same person as '{name}', by whose keys they speak; somebody else has to decide.");
        var decided = stands with
        {
            Steps = wish.Steps.Add(new PublicationStep(command.IsApproved ? PublicationStatus.Approved : PublicationStatus.Refused, clock.GetUtcNow(), command.Actor.Name, command.Reason!.Trim())),
        };
        return await book.SaveAsync(decided, writes, cancellationToken)
            ? new Reply<Publication>.Done(decided)
            : Refuse.Conflict<Publication>($"Somebody decided on '{command.DefinitionId}' version {command.Version} at the same moment.");
    }

    /// <summary>A wish about a content that is no longer there, or against one that is no longer what cases start on, is void.</summary>
    private async Task<Publication> StandsAsync(Publication wish, CancellationToken cancellation)
    {
        if (wish.Status is PublicationStatus.Published or PublicationStatus.Refused or PublicationStatus.Void) return wish;
        var stored = await store.FindAsync(wish.DefinitionId, wish.Version, cancellation);
        var isSame = stored is { Status: DefinitionStatus.Draft } && stored.ContentHash == wish.ContentHash
            && await comparison.WithBaselineAsync(stored, cancellation) is Reply<DefinitionCompared>.Done(var compared) && compared.From?.ContentHash == wish.AgainstHash;
        return !isSame ? wish with { Steps = wish.Steps.Add(await OvertakenAsync(wish, stored, cancellation)) }
            : wish.Status == PublicationStatus.Pending ? wish with { Authors = await authors.OfAsync(stored!, cancellation) } : wish;
    }

    /// <summary>Who made it void and when: whoever wrote the draft since, or published what it was compared with. Where the draft was deleted, nobody is known.</summary>
    private async Task<PublicationStep> OvertakenAsync(Publication wish, DefinitionRecord? stored, CancellationToken cancellation)
    {
        var (why, by, at) = stored is null ? ("The draft was deleted.", null, null)
            : stored.ContentHash != wish.ContentHash ? ("The draft was changed.", stored.CreatedBy, (DateTimeOffset?)stored.CreatedAt)
            : await store.PublishedAsync(wish.DefinitionId, cancellation) is { } published ? ($"Version {published.Version} was published.", published.CreatedBy, published.PublishedAt)
            : ("What it was compared with is not published any more.", null, null);
        return new PublicationStep(PublicationStatus.Void, at is { } known && known > wish.Steps[^1].At ? known : wish.Steps[^1].At, by ?? "doorstep", why);
    }

    private static IEnumerable<Fault> Faults(DecidePublication command)
    {
        if (string.IsNullOrWhiteSpace(command.ContentHash)) yield return new Fault("contentHash", "is missing: the content that you have looked at.");
        if (string.IsNullOrWhiteSpace(command.Reason) || command.Reason.Length > ReasonMax)
            yield return new Fault("reason", $"has {command.Reason?.Trim().Length ?? 0} characters; 1 to {ReasonMax} are allowed: a person who decides says why.");
    }
}
