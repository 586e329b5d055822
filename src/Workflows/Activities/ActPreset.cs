using System.Collections.Immutable;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Activities;

/// <summary>One kind of act under a name of its own, so that a designer finds it where it belongs and is asked for nothing that it does not need.</summary>
/// <param name="TypeName">Its type in definitions.</param>
/// <param name="Category">Its group in the toolbox.</param>
/// <param name="DisplayName">Its title.</param>
/// <param name="Description">What it does.</param>
internal sealed record ActPreset(string TypeName, string Category, Words DisplayName, Words Description)
{
    /// <summary>Inputs that it settles, <c>Kind</c> among them.</summary>
    public required ImmutableDictionary<string, string> Settled { get; init; }

    /// <summary>Inputs that a designer is asked for, in their order.</summary>
    public required ImmutableArray<string> Asked { get; init; }

    /// <summary>What some of them are when they are left out, where that is not what it is otherwise.</summary>
    public ImmutableDictionary<string, string> Defaults { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The presets of the house.</summary>
    public static ImmutableArray<ActPreset> All { get; } =
    [
        new("Doorstep.InviteToVisit", ActivityCategory.Visit, new("Invite to a visit", "邀约上门"), new("Plans a letter that offers the customer times for a visit. The guards decide on it before it leaves.", "计划一封提供上门时间供客户选择的信函。发出前由守则判定。"))
        {
            Settled = Of(("Kind", "APPOINTMENT_INVITATION"), ("Purpose", "DEMAND")), Asked = ["Template", "After", "OnlyHere"], Defaults = Of(("Template", "appointmentInvitation")),
        },
        new("Doorstep.PlanVisit", ActivityCategory.Visit, new("Plan a visit", "计划上门"), new("Asks the guards for a visit by a team that is there. Wait for ActDecided: without their yes no visit begins.", "请守则判定已到场团队的上门。请等待 ActDecided：未经放行不得开始上门。"))
        {
            Settled = Of(("Kind", "VISIT"), ("Purpose", "DEMAND")), Asked = ["Team", "AuthorisationId", "Place", "EntersDwelling", "IsSpecialist", "RequestedBy", "NowOrNever", "OnlyHere"], Defaults = Of(("NowOrNever", "True")),
        },
        new("Doorstep.OfferHelp", ActivityCategory.HardshipAndPlan, new("Offer help", "提供帮助"), new("Plans a message about hardship or a plan, by the written way that suits the customer. Holds that keep demands back let it through.", "计划一条关于困难或还款计划的消息，以适合客户的书面方式发出。暂停催收的冻结不会拦截它。"))
        {
            Settled = Of(("Kind", "MESSAGE"), ("Purpose", "SERVICE")), Asked = ["Template", "After", "OnlyHere"], Defaults = Of(("Template", "hardshipInvitation"), ("OnlyHere", "False")),
        },
        new("Doorstep.PlanReferral", ActivityCategory.Legal, new("Plan a referral", "计划移送"), new("Asks the guards for handing the case to a legal procedure. Wait for ActDecided: without their yes nothing is referred.", "请守则判定是否移送法律程序。请等待 ActDecided：未经放行不得移送。"))
        {
            Settled = Of(("Kind", "LEGAL_REFERRAL"), ("Purpose", "LEGAL_NOTICE"), ("Recipient", "INSTITUTION")), Asked = ["RequestedBy", "Fields", "NowOrNever", "OnlyHere"],
        },
        new("Doorstep.AssignAgency", ActivityCategory.People, new("Assign an agency", "委托机构"), new("Asks the guards for giving the case to an agency of the public list.", "请守则判定是否将案件委托给名单内的机构。"))
        {
            Settled = Of(("Kind", "AGENCY_ASSIGNMENT"), ("Purpose", "SERVICE"), ("Recipient", "INSTITUTION")), Asked = ["Agency", "RequestedBy", "OnlyHere"],
        },
    ];

    /// <summary>The descriptor: of the whole activity only what is asked for.</summary>
    public ActivityDescriptor Of(ActivityDescriptor whole) => whole with
    {
        TypeName = TypeName, Category = Category, DisplayName = DisplayName, Description = Description, OutboundKind = Settled["Kind"],
        Inputs = [.. Asked.Select(name => whole.Inputs.First(input => input.Name == name)).Select(input => Defaults.TryGetValue(input.Name, out var otherwise) ? input with { Default = otherwise } : input)],
    };

    private static ImmutableDictionary<string, string> Of(params (string Name, string Text)[] pairs) => pairs.ToImmutableDictionary(pair => pair.Name, pair => pair.Text, StringComparer.Ordinal);
}
