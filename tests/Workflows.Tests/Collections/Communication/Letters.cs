using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Collections.Communication.Phrases;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Tests.Collections.Communication;

/// <summary>The shipped templates, and made-up ones for tests to spoil.</summary>
internal static class Letters
{
    public static readonly PhraseBook Phrases = PhraseBookReader.Load(Path.Combine("workflow-definitions", "templates"), []).ShouldNotBeNull();

    public static TemplatesRead Shipped { get; } = TemplateCatalogue.Load(Path.Combine("workflow-definitions", "templates"));

    public static TemplateCatalogue Catalogue => Shipped.Catalogue.ShouldNotBeNull(string.Join('\n', Shipped.Faults));

    /// <summary>A value for every field of every class.</summary>
    public static readonly Dictionary<string, object> Fields = new()
    {
        ["institution"] = "测试银行", ["employer"] = "测试银行", ["officer"] = "测试员甲", ["phone"] = "+00-0000-000-001", ["verifyPage"] = "verify.example.invalid", ["verifyCode"] = "SYN-4711",
        ["customerName"] = "测试客户甲", ["caseRef"] = "SYN-LN-900001", ["totalDue"] = 1907380L, ["principal"] = 1842050L, ["interest"] = 61230L, ["penalty"] = 4100L, ["fees"] = 0L,
        ["daysOverdue"] = 45, ["asOf"] = new DateOnly(2031, 3, 1), ["dueDate"] = new DateOnly(2031, 1, 15), ["contractDate"] = new DateOnly(2029, 5, 10), ["lawBasis"] = "民法典 676",
        ["reviewOn"] = new DateOnly(2031, 3, 20), ["documents"] = new[] { "A", "B" }, ["documentsBy"] = new DateOnly(2031, 3, 21), ["options"] = new[] { "C", "D" },
        ["purpose"] = "E", ["slots"] = new[] { "F", "G" }, ["place"] = "H", ["team"] = "I, J", ["replyBy"] = new DateOnly(2031, 3, 8), ["visitOn"] = new DateOnly(2031, 3, 14),
        ["planInstalment"] = 50000L, ["planMonths"] = 39, ["planTotal"] = 1907380L, ["planFirstDue"] = new DateOnly(2031, 4, 10), ["offerEnds"] = new DateOnly(2031, 3, 31),
        ["ground"] = "K", ["result"] = "L", ["reason"] = "M", ["correctedTotal"] = 1800000L, ["category"] = "N", ["feedbackPage"] = "feedback.example.invalid", ["contactOn"] = new DateOnly(2031, 3, 2),
        ["paid"] = 20000L, ["paidOn"] = new DateOnly(2031, 2, 27), ["promised"] = 30000L, ["promisePaid"] = 20000L, ["promisedOn"] = new DateOnly(2031, 2, 20), ["settledOn"] = new DateOnly(2031, 3, 1), ["visitAt"] = "10:00",
        ["complaints"] = "12378（金融监管）、12363（人民银行）", ["agency"] = "测试机构", ["newHolder"] = "测试受让人", ["missedAmount"] = 50000L, ["missedOn"] = new DateOnly(2031, 5, 10),
        ["onBehalfOf"] = "测试客户甲", ["administrator"] = "O", ["legalAid"] = "12348", ["disclosure"] = "P", ["disputeBy"] = new DateOnly(2031, 4, 12), ["signs"] = new[] { "Q", "R" },
        ["writtenOffOn"] = new DateOnly(2031, 3, 1), ["newHolderContact"] = "S", ["transferredOn"] = new DateOnly(2031, 3, 1), ["planNoNewCard"] = "T",
    };

    /// <summary>Faults of one template, written as a file of its class that is otherwise complete in its front data.</summary>
    public static string[] Faults(string @class, string body, string language = "en", string profiles = "STANDARD", string? fields = null)
    {
        var faults = new List<DefinitionFault>();
        var used = fields ?? string.Join(", ", TemplateText.Fields(TemplateText.Parse(body, out _)!).DefaultIfEmpty("institution"));
        var template = TemplateReader.Read("x.liquid", $"---\nclass: {@class}\nchannels: LETTER\nlanguage: {language}\nprofiles: {profiles}\nfields: {used}\n---\n{body}", faults);
        faults.ShouldBeEmpty();
        return [.. TemplateLinter.Check(template!, Catalogue.Phrases).Select(fault => fault.Message)];
    }

    /// <summary>A shipped template with one thing changed.</summary>
    public static string[] FaultsOf(string file, string old, string @new)
    {
        var template = Catalogue.Templates.Single(candidate => candidate.File == file);
        template.Body.ShouldContain(old);
        return Faults(template.Class.Name, template.Body.Replace(old, @new, StringComparison.Ordinal), template.Language, string.Join(", ", template.Profiles.Select(Codes.Of)));
    }
}
