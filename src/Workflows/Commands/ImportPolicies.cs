using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Books;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Collections.Hardship;
using Doorstep.Workflows.Collections.Plans;
using Doorstep.Workflows.Collections.Relief;
using Doorstep.Workflows.Deadlines.Calendars;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Registers;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Brings the policy packs, calendars, registers, books and templates of a folder in as approved: whoever puts files beside the program answers for them. Content that is
/// already there is nothing; a pack's version with another content is refused, a calendar with another content is its next version. A calendar's file that was taken before says nothing
/// new, whatever people approved since. Registers, books and templates are used as they stand in the folder, all of them or none.</summary>
/// <param name="Folder">The folder that has <c>policy-packs</c>, <c>calendars</c>, <c>registers</c> and <c>templates</c> in it; without <c>templates</c> no words leave the house.</param>
/// <param name="Actor">Who.</param>
[Allow(Role.Compliance)]
public sealed record ImportPolicies(string Folder, Actor Actor) : ICommand<Reply<int>>, IActed;

internal sealed class ImportPoliciesHandler(PackStore packs, CalendarBook book, ReliefShelf relief, HouseBooks books, TemplateShelf words, TimeProvider clock) : ICommandHandler<ImportPolicies, Reply<int>>
{
    private const string SchemaFile = "policy-pack.schema.json";
    private const string GuidelineFile = "expenditure-guideline.json";
    private const string MatrixFile = "authority-matrix.json";

    public async ValueTask<Reply<int>> Handle(ImportPolicies command, CancellationToken cancellationToken)
    {
        var (now, by, faults) = (clock.GetUtcNow(), command.Actor.Name, new List<Fault>());
        var (read, calendars) = (new List<PackRecord>(), new List<CalendarVersion>());
        var versions = await book.ListAsync(cancellationToken);
        var templates = Path.Combine(command.Folder, "templates") is var folder && Directory.Exists(folder) ? TemplateCatalogue.Load(folder) : null;
        foreach (var (file, json) in Files(command.Folder, "policy-packs"))
        {
            var (record, wrong) = PackContent.Read(json, by, now, templates?.Catalogue?.Phrases);
            faults.AddRange(wrong.Select(fault => fault with { Path = $"{file}: {fault.Path}" }));
            if (record is not null && await IsNewAsync(record, file, faults, cancellationToken)) read.Add(record with { ApprovedAt = now, ApprovedBy = by });
        }

        foreach (var (file, json) in Files(command.Folder, "calendars"))
        {
            var calendar = CalendarReader.Read(json);
            faults.AddRange(calendar.Faults.Select(fault => new Fault($"{file}: {fault.Path}", fault.Message)));
            if (calendar.Calendar is { } found && IsNew(found.Id, json, versions))
                calendars.Add(new CalendarVersion(found.Id, versions.Count(version => version.Id == found.Id) + 1, Values.Parse(json), CalendarBook.Hash(json), $"File {file}.", now, by, now, by));
        }

        var registers = ReadRelief(command.Folder, faults);
        var wrongBooks = new List<(string Path, string Message)>();
        var kept = BookFolder.Read(command.Folder, wrongBooks);
        faults.AddRange(wrongBooks.Select(fault => new Fault(fault.Path, fault.Message)));
        faults.AddRange((templates?.Faults ?? []).Select(fault => new Fault($"templates/{fault.Path}", fault.Message)));
        if (faults.Count > 0) return Refuse.Impossible<int>($"Policy packs, calendars, registers and templates in '{command.Folder}' cannot be taken.", faults);
        relief.Put(registers);
        books.Take(kept);
        if (templates?.Catalogue is { } catalogue) words.Take(catalogue);
        foreach (var record in read) await packs.AddAsync(record, cancellationToken);
        foreach (var calendar in calendars) await book.AddAsync(calendar, cancellationToken);
        return new Reply<int>.Done(read.Count + calendars.Count);
    }

    /// <summary>Who may grant what, and what a household may spend; what is missing is missing, and then nothing is granted or assessed.</summary>
    private static ReliefRegisters ReadRelief(string folder, List<Fault> faults)
    {
        var registers = ReliefRegisters.None;
        foreach (var (file, json) in Files(folder, "registers"))
        {
            List<(string Path, string Message)> wrong = [];
            registers = Path.GetFileName(file) switch
            {
                GuidelineFile => registers with { Guideline = ExpenditureGuideline.Read(json, wrong) },
                MatrixFile => registers with { Matrix = AuthorityMatrix.Read(json, wrong) },
                _ => registers,
            };
            faults.AddRange(wrong.Select(fault => new Fault($"{file}: {fault.Path}", fault.Message)));
        }

        return registers;
    }

    private static IEnumerable<(string File, string Json)> Files(string root, string name)
    {
        var folder = Path.Combine(root, name);
        return !Directory.Exists(folder) ? []
            : Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Where(path => Path.GetFileName(path) != SchemaFile)
                .Select(path => ($"{name}/{Path.GetFileName(path)}", File.ReadAllText(path)));
    }

    private async Task<bool> IsNewAsync(PackRecord record, string file, List<Fault> faults, CancellationToken cancellation)
    {
        if (await packs.FindAsync(record.Reference, cancellation) is not { } stored) return true;
        if (stored.ContentHash != record.ContentHash) faults.Add(new Fault($"{file}: version", PackContent.Changed(record.Reference)));
        return false;
    }

    /// <summary>A file that was taken before says nothing new, whatever people approved since.</summary>
    private static bool IsNew(string id, string json, IReadOnlyList<CalendarVersion> versions) => !versions.Any(version => version.Id == id && version.ContentHash == CalendarBook.Hash(json));
}
