using Doorstep.Workflows.Collections.Checklists;
using Doorstep.Workflows.Collections.Emergencies;
using Doorstep.Workflows.Collections.Inbox;
using Doorstep.Workflows.Collections.Overrides;
using Doorstep.Workflows.Collections.Risk;

namespace Doorstep.Workflows.Collections.Books;

/// <summary>What the house keeps as data beside its policy packs (<c>workflow-definitions/registers</c>). Every one may be missing; then nothing of it applies.</summary>
/// <param name="Risks">Risks, their controls and who answers for each (S36).</param>
/// <param name="Checklists">What agents do in order (S38).</param>
/// <param name="Playbooks">What is done in emergencies (S39).</param>
/// <param name="Answers">How soon customers are answered (S16).</param>
/// <param name="Overrides">Who may do what to a case by hand (S68).</param>
public sealed record BookSet(RiskRegister? Risks = null, ChecklistBook? Checklists = null, PlaybookBook? Playbooks = null, AnswerClocks? Answers = null, OverridePolicy? Overrides = null)
{
    /// <summary>No book.</summary>
    public static BookSet None { get; } = new();
}

/// <summary>The books as they were read at the start. A case keeps what it took from one, so a later version changes nothing that runs.</summary>
public sealed class HouseBooks
{
    private BookSet _current = BookSet.None;

    /// <summary>The books now.</summary>
    public BookSet Current => Volatile.Read(ref _current);

    /// <summary>Takes the books that were read without a fault.</summary>
    public void Take(BookSet books) => Volatile.Write(ref _current, books);
}
