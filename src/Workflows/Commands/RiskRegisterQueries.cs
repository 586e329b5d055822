using Doorstep.Workflows.Collections.Books;
using Doorstep.Workflows.Collections.Risk;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>The register of risks, controls and owners (S36).</summary>
[Allow(Role.Compliance, Role.Supervisor, Role.Designer)]
public sealed record GetRiskRegister(Actor Actor) : IQuery<Reply<RiskRegister>>, IActed;

internal sealed class RiskRegisterHandler(HouseBooks books) : IQueryHandler<GetRiskRegister, Reply<RiskRegister>>
{
    public ValueTask<Reply<RiskRegister>> Handle(GetRiskRegister query, CancellationToken cancellationToken) => ValueTask.FromResult(
        books.Current.Risks is { } register
            ? new Reply<RiskRegister>.Done(register)
            : Refuse.NotFound<RiskRegister>("There is no risk register: registers/risk-register.json was not beside the definitions when the service started."));
}
