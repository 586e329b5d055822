using System.Collections.Frozen;
using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Policy;

namespace Doorstep.Workflows.Collections.Acts.Wording;

/// <summary>
/// Fills the fields of a message from the case file. A class gets its own fields and no others, so that no debt fact is even at hand where anybody may see
/// the message (S28). What is not known is left out, and the renderer refuses a text that needs it. Pure: the same act gives the same words.
/// </summary>
internal static class MessageFields
{
    private static readonly FrozenDictionary<string, Func<FieldSource, object?>> Known = Sender().Concat(DebtFields.All()).Concat(VisitFields.All()).Concat(ReliefFields.All()).Concat(AnswerFields.All())
        .ToFrozenDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);

    /// <summary>The values of a class, by field.</summary>
    public static Dictionary<string, object> Of(FieldSource source)
    {
        var fields = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var name in source.Class.Fields)
            if (Known[name](source) is { } value && value is not "") fields[name] = value;
        return fields;
    }

    private static IEnumerable<(string Name, Func<FieldSource, object?> Value)> Sender() =>
    [
        ("institution", Institution),
        ("employer", Employer), ("officer", source => source.File.Assignment.Agent is { } agent ? StaffWords.Of(source, agent) : source.IsEnglish ? source.Institution.OfficerEnglish ?? source.Institution.Officer : source.Institution.Officer),
        ("phone", source => source.Institution.Phone), ("verifyPage", source => source.Institution.VerifyPage), ("verifyCode", source => source.Code),
        ("feedbackPage", source => source.Institution.FeedbackPage), ("complaints", source => source.Said("notice.complaints")),
        ("customerName", Addressee), ("onBehalfOf", OnBehalfOf), ("administrator", Administrator), ("caseRef", source => source.File.Sections.GetValueOrDefault("case").Text("externalRef")),
    ];

    private static string? Institution(FieldSource source) => source.IsEnglish ? source.Institution.NameEnglish ?? source.Institution.Name : source.Institution.Name;

    /// <summary>Whom the caller works for, as a third party hears it; where Regulation F is in force, only who asks for it does (12 CFR 1006.10(b)(1)).</summary>
    private static string? Employer(FieldSource source) => DebtFields.MustDisclose(source.Pack) ? null : Institution(source);

    /// <summary>Whoever reads it: the customer, or who stands for the customer, and then for whom (G15). What anybody may see names nobody but the customer.</summary>
    private static string? Addressee(FieldSource source) => (source.File.Customer.DisplayName, source.Act.Recipient) switch
    {
        ({ } name, Recipient.Adviser) when source.Class.Audience == Audience.Customer => source.In($"adviser of {name}", $"{name}的代理人"),
        ({ } name, Recipient.Guardian) when source.Class.Audience == Audience.Customer => source.In($"guardian of {name}", $"{name}的监护人"),
        ({ } name, Recipient.EstateAdministrator) when source.Class.Audience == Audience.Customer => AdministratorOf(source, name),
        var (name, _) => name,
    };

    /// <summary>Whose account it is, where somebody else reads of it (S62): 'you' in the text means the customer.</summary>
    private static string? OnBehalfOf(FieldSource source) => source.Act.Recipient is Recipient.Adviser or Recipient.Guardian or Recipient.EstateAdministrator ? source.File.Customer.DisplayName : null;

    /// <summary>The administrator of the estate, once somebody is named (T45).</summary>
    private static string? Administrator(FieldSource source) =>
        source.File.Customer.DisplayName is { } name && !Spokesperson.PointsOf(Recipient.EstateAdministrator, source.File).IsEmpty ? AdministratorOf(source, name) : null;

    private static string AdministratorOf(FieldSource source, string name) => source.In($"administrator of the estate of {name}", $"{name}的遗产管理人");
}
