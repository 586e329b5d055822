using Doorstep.Workflows.Collections.Communication.Phrases;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Collections.Communication;

/// <summary>Says everything that a template says wrongly or leaves out. A template with a fault is never sent.</summary>
public static class TemplateLinter
{

    private static readonly string[] Allowed = ["if", "elsif", "else", "endif", "unless", "endunless", "for", "endfor"];

    private static readonly string[] Objecting = ["object", "disagree", "wrong", "complain", "complaint", "异议", "不同意", "不对", "投诉"];

    /// <summary>The faults of a template.</summary>
    public static IReadOnlyList<DefinitionFault> Check(MessageTemplate template, PhraseBook book) =>
    [
        .. Tags(template).Concat(Fields(template)).Concat(Missing(template)).Concat(Rights(template)).Concat(Phrases(template, book)).Concat(Reading(template))
            .Select(message => new DefinitionFault(template.File, message)),
    ];

    /// <summary>The rest of Liquid could say what no linter reads.</summary>
    private static IEnumerable<string> Tags(MessageTemplate template) => TemplateText.Tags(template.Body).Where(tag => !Allowed.Contains(tag))
        .Select(tag => $"uses the tag '{tag}'. Templates may use: {string.Join(", ", Allowed)}.");

    /// <summary>S28: a class knows its own fields and no others.</summary>
    private static IEnumerable<string> Fields(MessageTemplate template)
    {
        foreach (var field in template.Used.Where(field => !template.Class.Fields.Contains(field)))
        {
            yield return template.Class.Audience == Audience.Anybody && TemplateClasses.DebtFields.Contains(field)
                ? $"'{field}' is a debt fact, and anybody may see a message of class '{template.Class.Name}' (S28). Leave it out."
                : $"'{field}' is not a field of class '{template.Class.Name}'{Nearest.Hint(field, template.Class.Fields)}";
        }

        var undeclared = template.Used.Except(template.Fields, StringComparer.Ordinal).ToArray();
        if (undeclared.Length > 0) yield return $"uses {string.Join(", ", undeclared)} without naming it in 'fields'.";
        var unused = template.Fields.Except(template.Used, StringComparer.Ordinal).ToArray();
        if (unused.Length > 0) yield return $"names {string.Join(", ", unused)} in 'fields' and does not use it.";
    }

    private static IEnumerable<string> Missing(MessageTemplate template)
    {
        foreach (var field in template.Class.Must.Where(field => !template.Always.Contains(field)))
            yield return field == "institution"
                ? "does not name the institution. Begin with {{ institution }}, so that nobody has to guess who writes."
                : $"does not say '{field}', which a message of class '{template.Class.Name}' must (S4). Add {{{{ {field} }}}}.";

        if (!template.Always.Contains("verifyPage") && !template.Always.Contains("verifyCode"))
            yield return "does not say how to check that it is genuine (S44). Add {{ verifyPage }} or {{ verifyCode }}.";
        var first = template.Used.FirstOrDefault(field => field == "institution" || TemplateClasses.DebtFields.Contains(field));
        if (first is not null && first != "institution" && template.Used.Contains("institution"))
            yield return $"says '{first}' before it says who writes. Name {{{{ institution }}}} first ([CBA], first contact).";
    }

    private static IEnumerable<string> Rights(MessageTemplate template)
    {
        if (!template.Class.HasRights) yield break;
        var words = TemplateText.Words(TemplateText.Always(template.Body));
        if (!template.Always.Contains(TemplateClasses.Complaints)) yield return "does not say where the customer can complain (S59). Add {{ complaints }}, which the policy pack of the place fills.";
        if (!Objecting.Any(word => words.Contains(word, StringComparison.OrdinalIgnoreCase)))
            yield return "does not say that and how the customer can object (S4). Write what to do if something is wrong.";
    }

    private static IEnumerable<string> Phrases(MessageTemplate template, PhraseBook book)
    {
        var profiles = template.Profiles.Select(Codes.Of).ToArray();
        return book.Find(TemplateText.Words(template.Body), template.Class.Name, profiles).Concat(book.Find(template.Body, template.Class.Name, profiles)).Distinct()
            .Select(found => found.Message);
    }

    private static IEnumerable<string> Reading(MessageTemplate template) => template.Profiles.Contains(CommunicationProfile.EasyRead)
        ? ReadingLevel.Of(TemplateText.Spoken(template.Body), template.Language).TooHard(template.Language) : [];
}
