using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Publishing;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Definitions.Difference;
using Doorstep.Workflows.Storage;

namespace Doorstep.Host.Api;

/// <summary>One difference between two versions of a definition.</summary>
/// <param name="Kind">What happened: added, removed, changed.</param>
/// <param name="Subject">To what: definition, state, transition, trigger, deadline, guard, activity, text, variable.</param>
/// <param name="Name">The state, the transition's key, the variable.</param>
/// <param name="Sentence">The same for people; Chinese or English by <c>Accept-Language</c>.</param>
/// <param name="Before">What it was, as written.</param>
/// <param name="After">What it is, as written.</param>
/// <param name="Concerns">Why a second designer looks at it before it is published: guard, deadline, visit, legal, outreach; none: nobody has to.</param>
/// <param name="State">The state it is about.</param>
/// <param name="Transition">Key of the transition it is about.</param>
internal sealed record DefinitionChangeView(
    ChangeKind Kind, ChangeSubject Subject, string Name, string Sentence, string? Before, string? After, IEnumerable<Concern> Concerns, string? State, string? Transition)
{
    public static DefinitionChangeView Of(DefinitionChange change, bool isChinese) => new(
        change.Kind, change.Subject, change.Name, change.Sentence.In(isChinese), change.Before, change.After, change.Concerns, change.State, change.Transition);
}

/// <summary>How two versions of a definition differ in what they mean. Layout and ids of activities mean nothing.</summary>
/// <param name="From">The earlier version; null where there was none, and then everything is new.</param>
/// <param name="To">The later version.</param>
/// <param name="NeedsApproval">A second designer has to approve it before it can be published.</param>
/// <param name="Concerns">Why.</param>
/// <param name="Changes">Every difference.</param>
internal sealed record ComparisonView(DefinitionView? From, DefinitionView To, bool NeedsApproval, IEnumerable<Concern> Concerns, IEnumerable<DefinitionChangeView> Changes)
{
    public static ComparisonView Of(DefinitionCompared compared, bool isChinese) => new(
        compared.From is { } from ? DefinitionView.Of(from) : null, DefinitionView.Of(compared.To), !compared.Changes.Concerns.IsEmpty, compared.Changes.Concerns,
        compared.Changes.Changes.Select(change => DefinitionChangeView.Of(change, isChinese)));
}

/// <summary>What somebody did about a wish to publish.</summary>
/// <param name="What">Pending for asking; approved, refused, void, published.</param>
/// <param name="At">When (UTC).</param>
/// <param name="By">Who.</param>
/// <param name="Why">Why.</param>
internal sealed record PublicationStepView(PublicationStatus What, DateTimeOffset At, string By, string? Why);

/// <summary>A wish to publish a version that changes what a second designer looks at.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Version">The version.</param>
/// <param name="ContentHash">The content that it is about; a decision names it.</param>
/// <param name="Against">The version that it is compared with; null: nothing was published before.</param>
/// <param name="Author">Who wrote the version last; not who may approve it.</param>
/// <param name="Authors">Everybody who wrote a part of it since the version before was published; none of them may approve it.</param>
/// <param name="Status">Where it stands. Void: the draft, or what it is compared with, is another one by now.</param>
/// <param name="Concerns">Why a second designer looks.</param>
/// <param name="Changes">What changes of that, in words; Chinese or English by <c>Accept-Language</c>.</param>
/// <param name="Steps">Who did what, when and why, oldest first.</param>
/// <param name="Objection">Why whoever asks may not decide about it; null where he may, or where nothing is left to decide.</param>
internal sealed record PublicationView(
    string DefinitionId, int Version, string ContentHash, int? Against, string Author, IEnumerable<string> Authors, PublicationStatus Status, IEnumerable<Concern> Concerns, IEnumerable<string> Changes, IEnumerable<PublicationStepView> Steps, string? Objection)
{
    private static readonly Words OnlyDesigners = new("Only a designer decides about it.", "仅设计者可以决定。");

    public static PublicationView Of(Publication wish, Actor asker, bool isChinese) => new(
        wish.DefinitionId, wish.Version, wish.ContentHash, wish.Against, wish.Author, wish.Authors, wish.Status, wish.Concerns, wish.Changes.Select(change => change.In(isChinese)),
        wish.Steps.Select(step => new PublicationStepView(step.What, step.At, step.By, step.Why)),
        wish.Status != PublicationStatus.Pending ? null : (Rights.May<DecidePublication>(asker) ? wish.ObjectionTo(asker) : OnlyDesigners)?.In(isChinese));
}
