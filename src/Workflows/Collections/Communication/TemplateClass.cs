using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections.Communication;

/// <summary>Who may come to see a message.</summary>
public enum Audience
{
    /// <summary>The customer, known to be the customer.</summary>
    Customer,

    /// <summary>The family or the administrator of an estate.</summary>
    Estate,

    /// <summary>Anybody: a relative on the telephone, a neighbour at the door. No debt fact is possible (S28, G6).</summary>
    Anybody,
}

/// <summary>A kind of message: what it may know and what it must say.</summary>
/// <param name="Name">Its name in files: <c>finalNotice</c>.</param>
/// <param name="Audience">Who may come to see it.</param>
/// <param name="Fields">Every field that its templates may use; nothing else reaches them.</param>
/// <param name="Must">Fields that its templates must use.</param>
public sealed record TemplateClass(string Name, Audience Audience, ImmutableArray<string> Fields, ImmutableArray<string> Must)
{
    /// <summary>Its name as acts and facts write it: <c>FINAL_NOTICE</c>.</summary>
    public string Code { get; } = System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(Name);

    /// <summary>Whether its texts can say something of a debt.</summary>
    public bool SaysDebt => Fields.Intersect(TemplateClasses.DebtFields).Any();

    /// <summary>It asks for money, so it is held back while hardship is open (S25).</summary>
    public bool IsDemand { get; init; }

    /// <summary>A law or a regulator wants it told; nothing else has the purpose <c>LEGAL_NOTICE</c>.</summary>
    public bool IsOfLaw { get; init; }

    /// <summary>It answers what the customer said, asked or paid, or takes back what was told: a dispute keeps every other contact back (b.4 DISPUTE, "except reply").</summary>
    public bool IsReply { get; init; }

    /// <summary>It offers help that nobody has asked for yet (S24).</summary>
    public bool IsHelp { get; init; }

    /// <summary>It is about the day of a visit: too late, it is worth nothing, so near that day it takes the quickest way (T19, T22, T24).</summary>
    public bool IsOfDay { get; init; }

    /// <summary>It says how to object, and where to complain (S59).</summary>
    public bool HasRights { get; init; }
}
