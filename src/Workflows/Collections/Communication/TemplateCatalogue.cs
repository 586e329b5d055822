using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Communication.Phrases;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Collections.Communication;

/// <summary>What reading a folder of templates gave: a catalogue, or everything that is wrong with the files.</summary>
/// <param name="Catalogue">The catalogue; null when there are faults.</param>
/// <param name="Faults">Every fault of every file.</param>
public sealed record TemplatesRead(TemplateCatalogue? Catalogue, ImmutableArray<DefinitionFault> Faults);

/// <summary>Every message that may leave the house, in every language and for every profile.</summary>
public sealed class TemplateCatalogue
{
    /// <summary>Characters of a file at most.</summary>
    public const int CharactersMax = 20_000;

    private TemplateCatalogue(ImmutableArray<MessageTemplate> templates, PhraseBook phrases) => (Templates, Phrases, ReadBefore) = (templates, phrases, new ReadTexts(phrases));

    /// <summary>The templates, by file name.</summary>
    public ImmutableArray<MessageTemplate> Templates { get; }

    /// <summary>What none of them says, and no agent either.</summary>
    public PhraseBook Phrases { get; }

    /// <summary>What was composed with the templates and read before.</summary>
    internal ReadTexts ReadBefore { get; }

    /// <summary>Reads a folder: its <c>*.liquid</c> files and the book of refused phrases.</summary>
    public static TemplatesRead Load(string folder)
    {
        var faults = new List<DefinitionFault>();
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.liquid").Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
        var read = Read(PhraseBookReader.Load(folder, faults), files.Select(file => (Path.GetFileName(file), File.ReadAllText(file))));
        return read with { Faults = [.. faults, .. read.Faults] };
    }

    /// <summary>Reads templates, lints each, and asks that every class has one for every language and profile.</summary>
    /// <param name="book">The book of refused phrases; null: there is none that can be read, and so no catalogue.</param>
    /// <param name="files">Name and text of each file.</param>
    public static TemplatesRead Read(PhraseBook? book, IEnumerable<(string File, string Text)> files)
    {
        var faults = new List<DefinitionFault>();
        var templates = files.Select(file => TemplateReader.Read(file.File, file.Text, faults)).OfType<MessageTemplate>().ToImmutableArray();
        if (book is not null) faults.AddRange(templates.SelectMany(template => TemplateLinter.Check(template, book)));
        faults.AddRange(Twice(templates));
        faults.AddRange(Gaps(templates));
        return new TemplatesRead(faults.Count == 0 && book is not null ? new TemplateCatalogue(templates, book) : null, [.. faults]);
    }

    /// <summary>Everything that is wrong with a text as a template file.</summary>
    public ImmutableArray<DefinitionFault> Lint(string text)
    {
        var faults = new List<DefinitionFault>();
        var draft = TemplateReader.Draft("", text, faults);
        return draft is { Parsed: not null } && TemplateClasses.All.ContainsKey(draft.Class.Name) ? [.. faults, .. TemplateLinter.Check(draft, Phrases)] : [.. faults];
    }

    /// <summary>The template for a message, or null.</summary>
    public MessageTemplate? Find(string @class, MessageChannel channel, string language, CommunicationProfile profile) =>
        Templates.FirstOrDefault(template => template.Class.Name == @class && template.Language == language && template.Channels.Contains(channel) && template.Profiles.Contains(profile));

    /// <summary>The channels that a message exists for.</summary>
    public ImmutableArray<MessageChannel> Channels(string @class, string language, CommunicationProfile profile) =>
        [.. Templates.Where(template => template.Class.Name == @class && template.Language == language && template.Profiles.Contains(profile)).SelectMany(template => template.Channels).Distinct()];

    private static IEnumerable<DefinitionFault> Twice(ImmutableArray<MessageTemplate> templates) =>
        from template in templates
        from channel in template.Channels
        from profile in template.Profiles
        group template.File by (template.Class.Name, Codes.Of(channel), template.Language, Codes.Of(profile)) into same
        where same.Count() > 1
        select new DefinitionFault(string.Join(", ", same), $"are all for {same.Key.Name}, {same.Key.Item2}, {same.Key.Language}, {same.Key.Item4}. Only one can be sent: take it out of the others.");

    private static IEnumerable<DefinitionFault> Gaps(ImmutableArray<MessageTemplate> templates) =>
        from @class in TemplateClasses.All.Keys.Order(StringComparer.Ordinal)
        from language in TemplateReader.Languages
        from profile in Enum.GetValues<CommunicationProfile>()
        where !templates.Any(template => template.Class.Name == @class && template.Language == language && template.Profiles.Contains(profile))
        select new DefinitionFault("", $"There is no template for {@class}, {language}, {Codes.Of(profile)}. Add one, or add {Codes.Of(profile)} to the profiles of another.");
}
