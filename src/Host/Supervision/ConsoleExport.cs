using Doorstep.Host.Api;
using Doorstep.Host.People;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands.Lists;
using Mediator;
using Microsoft.AspNetCore.Antiforgery;

namespace Doorstep.Host.Supervision;

/// <summary>The list of cases as a file, from the page's own form: a browser keeps a file while it comes, whatever its size, and what was looked for stands in no address.</summary>
internal static class ConsoleExport
{
    public const string Path = "/console/cases/export";

    public static async Task<IResult> SendAsync(HttpContext context, SessionBook sessions, IAntiforgery forms, ISender sender, TimeProvider clock)
    {
        if (!await forms.IsRequestValidAsync(context)) return SignInEndpoints.Forged();
        if (Session.Of(context.User) is not { } session || await sessions.FindAsync(session, context.RequestAborted) is not { } actor) return SignInEndpoints.Forged();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var command = new ExportCases(CaseFields.Of(form).ToFilter(), form["purpose"], form["reason"], actor with { Origin = context.Origin() });
        return CaseListEndpoints.Csv(await sender.Send(command, context.RequestAborted), context, clock);
    }
}
