using Doorstep.Workflows.Collections.Checklists;
using Doorstep.Workflows.Collections.Emergencies;
using Doorstep.Workflows.Collections.Inbox;
using Doorstep.Workflows.Collections.Overrides;
using Doorstep.Workflows.Collections.Risk;

namespace Doorstep.Workflows.Collections.Books;

/// <summary>Reads the books of a folder, and names every fault of all of them at once.</summary>
internal static class BookFolder
{
    public const string Name = "registers";

    /// <summary>The books. A file that is not there is no fault; one with a fault is no book.</summary>
    /// <param name="root">The folder that has <c>registers</c> in it.</param>
    /// <param name="faults">Where each fault goes, with its file before its path.</param>
    public static BookSet Read(string root, ICollection<(string Path, string Message)> faults) => new(
        One(root, "risk-register.json", RiskRegister.Read, faults), One(root, "checklists.json", ChecklistBook.Read, faults),
        One(root, "emergency-playbooks.json", PlaybookBook.Read, faults), One(root, "answer-clocks.json", AnswerClocks.Read, faults), One(root, PolicyReader.File, PolicyReader.Read, faults));

    private static T? One<T>(string root, string file, Func<string, ICollection<(string Path, string Message)>, T?> read, ICollection<(string Path, string Message)> faults)
        where T : class
    {
        var path = Path.Combine(root, Name, file);
        if (!File.Exists(path)) return null;
        List<(string Path, string Message)> wrong = [];
        var book = read(File.ReadAllText(path), wrong);
        foreach (var fault in wrong) faults.Add(($"{Name}/{file}: {fault.Path}", fault.Message));
        return book;
    }
}
