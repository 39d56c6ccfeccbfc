import type { ServiceImpl } from "@connectrpc/connect";
import { Code, ConnectError } from "@connectrpc/connect";
import type { OutcomeShare as ShareMessage } from "#gen/sluice/sandbox/v1/sandbox_service_pb.ts";
import type { SandboxService } from "#gen/sluice/sandbox/v1/sandbox_service_pb.ts";
import { checkShares } from "./outcome-shares.ts";
import type { OutcomeShare } from "./outcome-shares.ts";
import type { Sandbox } from "./sandbox.ts";

/** The handlers that change how the sandbox fails, while it runs. */
export function sandboxService(sandbox: Sandbox): ServiceImpl<typeof SandboxService> {
  const told = () => {
    const { charge, refund } = sandbox.shares;
    return { charges: [...charge], refunds: [...refund] };
  };
  return {
    getShares: told,
    setShares({ charges, refunds }) {
      const { charge, refund } = sandbox.shares;
      sandbox.setShares({
        charge: changed("charges", charges, charge),
        refund: changed("refunds", refunds, refund),
      });
      return told();
    },
  };
}

function changed(
  field: string,
  asked: readonly ShareMessage[],
  current: readonly OutcomeShare[],
): readonly OutcomeShare[] {
  if (asked.length === 0) return current;
  const shares = checkShares(asked);
  if (shares !== undefined) return shares;
  const message = `${field}: has an outcome that is not known, a wrong weight, or none above 0`;
  throw new ConnectError(message, Code.InvalidArgument);
}
